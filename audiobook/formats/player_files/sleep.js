"use strict";
/* The sleep timer. It counts while the book is heard, lowers the voice for the last seconds, and stops. */

const FADE_S = 12;

function makeSleep({ fade, stop, changed }) {
  let left = 0; // seconds to go; 0: no time is set
  let atEnd = false; // stop with the chapter

  function set(choice) {
    atEnd = choice === "end";
    left = Number(choice) * 60 || 0;
    fade(1);
    changed();
  }

  return {
    set,
    /* So many seconds were heard. */
    heard(seconds) {
      if (!left) return;
      left = Math.max(0, left - seconds);
      fade(Math.min(1, left / FADE_S));
      if (left) return changed();
      stop();
      set("off");
    },
    /* The chapter is over: whether the book is to stop with it. */
    endsHere() {
      const ends = atEnd;
      if (ends) set("off");
      return ends;
    },
    /* "", "end", or the minutes to go. */
    get shown() {
      return atEnd ? "end" : left ? String(Math.ceil(left / 60)) : "";
    },
  };
}

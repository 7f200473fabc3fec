"use strict";
/* What can be asked of the player: with keys, buttons, and the system's own (a headset, a locked screen, a car). */

const KEYS = {
  " ": toggle,
  ArrowLeft: () => jump(-JUMP_S),
  ArrowRight: () => jump(JUMP_S),
  ArrowUp: () => setVolume(memory.book.volume + 0.05),
  ArrowDown: () => setVolume(memory.book.volume - 0.05),
  "Shift+ArrowUp": () => changeSpeed(0.1),
  "Shift+ArrowDown": () => changeSpeed(-0.1),
  p: previousSentence,
  n: nextSentence,
  m: toggleMute,
  b: () => reader.comeBack(),
  l: () => byId("contents").togglePopover(),
  "?": () => byId("keys").togglePopover(),
};
const SLIDER_KEYS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.length > 1 ? event.key : event.key.toLowerCase();
  if (event.target.id === "position" && SLIDER_KEYS.includes(key)) {
    jump(key === "ArrowRight" || key === "ArrowUp" ? JUMP_S : -JUMP_S);
    return event.preventDefault();
  }
  const isTheirs = event.target.matches("input") || (key === " " && event.target.matches("button, [role=button]"));
  const act = KEYS[event.shiftKey && key.length > 1 ? `Shift+${key}` : key];
  if (!act || isTheirs) return;
  event.preventDefault();
  act();
}

function onButton(event) {
  const button = event.target.closest("button");
  if (!button) return;
  if (event.detail && !button.closest("[popover]")) button.blur(); // Space plays and pauses again
  const { rate, sleep: after, themeChoice } = button.dataset;
  if (rate) setSpeed(Number(rate));
  if (themeChoice) setLook({ theme: themeChoice });
  if (!after) return;
  sleep.set(after);
  toast({ end: "Stops at the end of the chapter", off: "Sleep timer off" }[after] ?? `Stops in ${after} minutes`);
  byId("sleeps").hidePopover();
}

function onContents(event) {
  const index = chapters.findIndex(({ link }) => link.contains(event.target));
  if (index < 0) return;
  event.preventDefault();
  byId("contents").hidePopover();
  choose(index);
}

const BUTTONS = {
  play: toggle,
  previous: previousSentence,
  next: nextSentence,
  back: () => jump(-JUMP_S),
  ahead: () => jump(JUMP_S),
  slower: () => setSpeed(memory.book.speed - 0.1),
  faster: () => setSpeed(memory.book.speed + 0.1),
  smaller: () => setLook({ size: memory.look.size - 1 }),
  larger: () => setLook({ size: memory.look.size + 1 }),
  return: () => reader.comeBack(),
  onward: () => open(current + 1, 0, { play: true }),
};

function onSound(type, act) {
  sound.addEventListener(type, act);
}

function listen() {
  for (const [id, act] of Object.entries(BUTTONS)) byId(id).addEventListener("click", act);
  document.addEventListener("click", onButton);
  document.addEventListener("keydown", onKey);
  byId("position").addEventListener("change", (event) => seek(Number(event.target.value)));
  byId("position").addEventListener("input", (event) => (byId("elapsed").textContent = clock(event.target.value)));
  byId("rates").addEventListener("input", (event) => setSpeed(Number(event.target.value)));
  byId("contents").addEventListener("click", onContents);
  document.addEventListener("visibilitychange", () => document.hidden && remember());
  addEventListener("pagehide", remember);
}

function listenToSound() {
  onSound("loadedmetadata", () => {
    if (wanted !== null) sound.currentTime = wanted;
    wanted = null;
    tellPlace();
  });
  onSound("timeupdate", tick);
  onSound("seeked", () => {
    tick();
    tellPlace();
  });
  onSound("ratechange", tellPlace);
  onSound("play", () => {
    showPlaying();
    reader.comeBack();
    requestAnimationFrame(onFrame);
  });
  onSound("pause", () => {
    showPlaying();
    tick();
    memory.book.left = Date.now();
    remember();
  });
  onSound("emptied", showPlaying); // another chapter: it waits until it is played
  onSound("ended", onEnded);
  onSound("error", () => {
    const { sound: file } = chapters[current];
    trouble(`The sound of this chapter cannot be played: ${file} is missing or damaged. Build the book again, or choose another chapter.`);
  });
}

function begin() {
  const hues = document.querySelectorAll("[data-hue]");
  for (const element of hues) element.style.setProperty("--hue", element.dataset.hue);
  sound.preservesPitch = true;
  listen();
  listenToSound();
  obeySystem();
  applyVolume();
  showSpeed();
  showSleep();
  showLook();
  showPlaying();
  const kept = chapters.findIndex(({ number }) => number === memory.book.chapter);
  const first = Math.max(0, kept);
  open(first, keptPlace(first), { play: false });
}

/* ---------------------------------------------------------------------------- the system's own buttons (Media Session) */

function tellSystem() {
  if (!("mediaSession" in navigator)) return;
  const cover = location.protocol === "file:" ? null : document.querySelector(".cover"); // may not be shown from a disk
  navigator.mediaSession.metadata = new MediaMetadata({
    title: chapters[current].title,
    artist: document.querySelector(".masthead p").textContent,
    album: title,
    artwork: cover ? [{ src: cover.src }] : [],
  });
}

function tellPlace() {
  if (!("mediaSession" in navigator) || !Number.isFinite(sound.duration)) return;
  navigator.mediaSession.setPositionState({
    duration: sound.duration,
    position: Math.min(sound.currentTime, sound.duration),
    playbackRate: sound.playbackRate,
  });
}

function obeySystem() {
  if (!("mediaSession" in navigator)) return;
  const actions = {
    play: start,
    pause: () => sound.pause(),
    stop: () => sound.pause(),
    seekbackward: ({ seekOffset }) => jump(-(seekOffset ?? JUMP_S)),
    seekforward: ({ seekOffset }) => jump(seekOffset ?? JUMP_S),
    seekto: ({ seekTime }) => seek(seekTime),
    previoustrack: () => jump(-JUMP_S), // on a headset or in a car, what was not understood is wanted, not a chapter
    nexttrack: () => jump(JUMP_S),
  };
  for (const [action, obey] of Object.entries(actions)) {
    try {
      navigator.mediaSession.setActionHandler(action, obey);
    } catch {
      // a browser that has not this button
    }
  }
}

begin();

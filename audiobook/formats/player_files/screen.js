"use strict";
/* What is shown of the player: chapter, time, speed, timer, look, and words for people. */

const SIZES = [-2, 4]; // of the text: steps down and up
const TOAST_MS = 1600;

const byId = (id) => document.getElementById(id);

function showChapter() {
  const chapter = chapters[current];
  document.title = `${chapter.title} – ${title}`;
  for (const { link } of chapters) {
    link.toggleAttribute("autofocus", link === chapter.link); // where the contents open
    if (link === chapter.link) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  document.body.classList.toggle("first", current === 0);
  const after = chapters[current + 1];
  byId("onward").hidden = !after;
  byId("onward").textContent = after ? `Next: ${after.title}` : "";
  byId("position").max = Math.ceil(chapter.seconds);
  showTime();
  tellSystem();
}

function showTime() {
  const { seconds } = chapters[current];
  const at = Math.min(place(), seconds);
  const slider = byId("position");
  if (!slider.matches(":active")) slider.value = at;
  slider.style.setProperty("--done", `${(100 * slider.value) / slider.max}%`);
  slider.setAttribute("aria-valuetext", `${clock(at)} of ${clock(seconds)}`);
  byId("elapsed").textContent = clock(at);
  byId("left").textContent = `−${clock(seconds - at)}`;
}

function showPlaying() {
  const isPlaying = !sound.paused;
  byId("play").setAttribute("aria-label", isPlaying ? "Pause" : "Play");
  byId("play").querySelector("use").setAttribute("href", isPlaying ? "#i-pause" : "#i-play");
  document.body.classList.toggle("playing", isPlaying);
  if ("mediaSession" in navigator) navigator.mediaSession.playbackState = isPlaying ? "playing" : "paused";
}

function showSpeed() {
  const { speed } = memory.book;
  byId("speed").textContent = byId("rate").textContent = `${speed}×`;
  byId("speed").setAttribute("aria-label", `Speed ${speed}×`);
  byId("rates").value = speed;
  byId("rates").style.setProperty("--done", `${(100 * (speed - SLOWEST)) / (FASTEST - SLOWEST)}%`);
  press("[data-rate]", (button) => Number(button.dataset.rate) === speed);
}

function showSleep() {
  const { shown } = sleep;
  const button = byId("sleep");
  const words = shown === "end" ? "at the end of the chapter" : `in ${shown} min`;
  button.setAttribute("aria-label", shown ? `Sleep timer: stops ${words}` : "Sleep timer");
  button.dataset.left = shown === "end" ? "end" : shown && `${shown} min`;
}

/* where the voice is, out of sight: "above", "below"; "": it is in sight. */
function showReturn(where) {
  byId("return").hidden = !where;
  byId("return").classList.toggle("below", where === "below");
}

function showLook() {
  applyLook(memory.look);
  press("[data-theme-choice]", (button) => button.dataset.themeChoice === memory.look.theme);
  byId("smaller").disabled = memory.look.size <= SIZES[0];
  byId("larger").disabled = memory.look.size >= SIZES[1];
}

function setLook(change) {
  Object.assign(memory.look, change);
  memory.keepLook();
  showLook();
}

function press(selector, isPressed) {
  for (const button of document.querySelectorAll(selector)) button.setAttribute("aria-pressed", isPressed(button));
}

function trouble(words) {
  byId("trouble").textContent = words;
}

function toast(words) {
  byId("toast").textContent = words;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => (byId("toast").textContent = ""), TOAST_MS);
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

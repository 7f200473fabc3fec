"use strict";
/* The player: one <audio>, the chapters one after the other, and all ways to ask for a place, a pace or silence. */

const JUMP_S = 10;
const NEAR_END_S = 5; // a chapter left so near its end was heard
const AGAIN_S = 2; // "previous" within it goes to the sentence before, later to the beginning of this one
const KEEP_EVERY_S = 5;
const SLEPT_S = 20; // to go back by after the sleep timer: somebody was falling asleep
const AWAY = [[86_400, 30], [600, 15], [60, 5]]; // away for so many seconds: go back by so many
const SLOWEST = 0.5;
const FASTEST = 3;
const SIZES = [-2, 4];

const byId = (id) => document.getElementById(id);
const sound = byId("sound");
const chapters = [...document.querySelectorAll("#contents a[data-number]")].map((link) => ({
  link,
  number: Number(link.dataset.number),
  seconds: Number(link.dataset.seconds),
  title: link.querySelector(".name").textContent,
  sound: link.getAttribute("href"),
  text: link.dataset.text,
}));
const title = document.title;
const texts = new Map();
const reader = makeReader(document.querySelector("article"), {
  hear: (seconds) => hearFrom(seconds),
  away: (isAway) => (byId("return").hidden = !isAway),
});
const sleep = makeSleep({
  fade: (share) => setFade(share),
  stop: () => { rewindBy = SLEPT_S; sound.pause(); },
  changed: () => showSleep(),
});
let current = 0; // index into chapters
let wanted = null; // where to begin once the sound is there
let fade = 1;
let rewindBy = 0;
let tickedAt = 0;
let keptAt = 0;

/* ------------------------------------------------------------------------------------------------ chapters and places */

/* text/NN.js calls this. */
function chapterText(chapter) {
  texts.set(chapter.number, chapter);
}

function open(index, seconds, { play }) {
  current = index;
  wanted = seconds;
  trouble("");
  sound.src = chapters[index].sound;
  sound.playbackRate = sound.defaultPlaybackRate = memory.book.speed;
  showChapter();
  loadText(chapters[index]);
  scrollTo({ top: 0, behavior: "instant" });
  remember();
  if (play) start();
}

function loadText(chapter) {
  reader.clear();
  if (texts.has(chapter.number)) return showText(chapter);
  const script = document.createElement("script");
  script.src = chapter.text;
  script.addEventListener("load", () => showText(chapter));
  script.addEventListener("error", () => showText(chapter));
  document.head.append(script);
}

function showText(chapter) {
  if (chapter !== chapters[current]) return; // somebody has gone on meanwhile
  const text = texts.get(chapter.number);
  if (!text) return trouble(`The text of this chapter is not there: ${chapter.text} is missing or damaged.`);
  reader.show(text);
  reader.follow(place());
  reader.comeBack();
}

function place() {
  return wanted ?? sound.currentTime;
}

/* Where somebody stopped in a chapter; its beginning, if that was the end. */
function keptPlace(index) {
  const { number, seconds } = chapters[index];
  const at = memory.book.at[number] ?? 0;
  return at < seconds - NEAR_END_S ? at : 0;
}

function choose(index) {
  if (index !== current) open(index, keptPlace(index), { play: true });
  else start();
}

/* Goes to a place in the chapter, and stays as loud or as silent as it is. */
function seek(seconds) {
  const to = Math.min(Math.max(0, seconds), chapters[current].seconds);
  rewindBy = 0;
  if (wanted === null) sound.currentTime = to;
  else wanted = to;
  memory.book.left = Date.now(); // who has chosen a place is not to be taken back from it
  reader.follow(to);
  reader.comeBack();
  showTime();
}

function hearFrom(seconds) {
  seek(seconds);
  start();
}

function jump(seconds) {
  seek(place() + seconds);
}

function previousSentence() {
  const begins = reader.startOf(place(), 0);
  const isLate = begins !== null && place() - begins > AGAIN_S * sound.playbackRate;
  const to = isLate ? begins : reader.startOf(place(), -1);
  if (to !== null) seek(to);
  else if (current > 0) open(current - 1, 0, { play: !sound.paused });
  else seek(0);
}

function nextSentence() {
  const to = reader.startOf(place(), 1);
  if (to !== null) seek(to);
  else if (current + 1 < chapters.length) open(current + 1, 0, { play: !sound.paused });
}

/* ------------------------------------------------------------------------------------------------- playing and silence */

function start() {
  if (sound.paused) goBackALittle();
  trouble("");
  sound.play().catch((error) => {
    if (error.name === "NotAllowedError") toast("Press play to hear it");
  }); // what is wrong with the file, "error" tells
}

/* After a long pause, or a sleep, begins with what was heard last. */
function goBackALittle() {
  const away = (Date.now() - memory.book.left) / 1000;
  const by = Math.max(rewindBy, memory.book.left ? (AWAY.find(([long]) => away > long)?.[1] ?? 0) : 0);
  rewindBy = 0;
  if (by) seek(reader.startOf(Math.max(0, place() - by), 0) ?? 0);
}

function toggle() {
  if (sound.paused) start();
  else sound.pause();
}

function onEnded() {
  const stops = sleep.endsHere();
  memory.book.at[chapters[current].number] = 0;
  if (current + 1 < chapters.length) open(current + 1, 0, { play: !stops });
  else remember();
}

function setFade(share) {
  fade = share;
  applyVolume();
}

function applyVolume() {
  sound.volume = memory.book.volume * fade;
}

function setVolume(volume) {
  memory.book.volume = Math.min(1, Math.max(0, Math.round(volume * 20) / 20));
  sound.muted = false;
  applyVolume();
  remember();
  toast(`Volume ${Math.round(memory.book.volume * 100)} %`);
}

function toggleMute() {
  sound.muted = !sound.muted;
  toast(sound.muted ? "Muted" : "Sound on");
}

function setSpeed(speed) {
  memory.book.speed = Math.min(FASTEST, Math.max(SLOWEST, Math.round(speed * 10) / 10));
  sound.playbackRate = sound.defaultPlaybackRate = memory.book.speed;
  showSpeed();
  remember();
}

function changeSpeed(by) {
  setSpeed(memory.book.speed + by);
  toast(`Speed ${memory.book.speed}×`);
}

function remember() {
  memory.book.chapter = chapters[current].number;
  memory.book.at[chapters[current].number] = Math.round(place() * 1000) / 1000;
  memory.keepBook();
  keptAt = performance.now();
}

/* Some time has gone by: four times a second and less, also while nobody looks. */
function tick() {
  const at = performance.now();
  if (!sound.paused && tickedAt) sleep.heard((at - tickedAt) / 1000);
  tickedAt = sound.paused ? 0 : at;
  showTime();
  reader.follow(place());
  if (at - keptAt > KEEP_EVERY_S * 1000 && !sound.paused) {
    memory.book.left = Date.now();
    remember();
  }
}

/* With every frame while somebody looks: the light goes with the voice. */
function onFrame() {
  if (sound.paused) return;
  if (wanted === null) reader.follow(sound.currentTime);
  requestAnimationFrame(onFrame);
}

/* ------------------------------------------------------------------------------------------------------- what is shown */

function showChapter() {
  const chapter = chapters[current];
  document.title = `${chapter.title} – ${title}`;
  for (const each of chapters) each.link.toggleAttribute("aria-current", false);
  chapter.link.setAttribute("aria-current", "true");
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
  byId("speed").setAttribute("aria-label", `Speed ${speed}`);
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
  toast.timer = setTimeout(() => (byId("toast").textContent = ""), 1600);
}

function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
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

/* ------------------------------------------------------------------------------------------------- what somebody does */

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
  const isTheirs = event.target.matches("input") || (key === " " && event.target.matches("button, a, [role=button]"));
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
  chapters.forEach(({ link }, index) => link.addEventListener("click", (event) => {
    event.preventDefault();
    byId("contents").hidePopover();
    choose(index);
  }));
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
  onSound("seeked", () => { tick(); tellPlace(); });
  onSound("ratechange", tellPlace);
  onSound("play", () => { showPlaying(); reader.comeBack(); requestAnimationFrame(onFrame); });
  onSound("pause", () => { showPlaying(); tick(); memory.book.left = Date.now(); remember(); });
  onSound("ended", onEnded);
  onSound("error", () => {
    trouble(`The sound of this chapter cannot be played: ${chapters[current].sound} is missing or damaged. Build the book again, or choose another chapter.`);
  });
}

function begin() {
  const hues = document.querySelectorAll("[data-hue]");
  for (const element of hues) element.style.setProperty("--hue", element.dataset.hue);
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

begin();

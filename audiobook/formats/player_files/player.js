"use strict";
/* The player: one <audio>, the chapters one after the other, and where in them we are. */

const JUMP_S = 10;
const NEAR_END_S = 5; // a chapter left so near its end was heard
const AGAIN_S = 2; // "previous" within it goes to the sentence before, later to the beginning of this one
const KEEP_EVERY_S = 5;
const SLEPT_S = 20; // to go back by after the sleep timer: somebody was falling asleep
const AWAY = [[86_400, 30], [600, 15], [60, 5]]; // away for so many seconds: go back by so many
const SLOWEST = 0.5;
const FASTEST = 3;

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
  away: (where) => showReturn(where),
});
const sleep = makeSleep({
  fade: (share) => setFade(share),
  stop: () => {
    rewindBy = SLEPT_S;
    sound.pause();
  },
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
  if (!texts.has(chapters[current].number)) return jump(-JUMP_S); // a text that is missing has no sentences
  const begins = reader.startOf(place(), 0);
  const isLate = begins !== null && place() - begins > AGAIN_S * sound.playbackRate;
  const to = isLate ? begins : reader.startOf(place(), -1);
  if (to !== null) seek(to);
  else if (current > 0) open(current - 1, 0, { play: !sound.paused });
  else seek(0);
}

function nextSentence() {
  if (!texts.has(chapters[current].number)) return jump(JUMP_S);
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
  const to = Math.max(0, place() - by);
  if (by) seek(reader.startOf(to, 0) ?? to);
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

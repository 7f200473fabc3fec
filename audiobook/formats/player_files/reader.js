"use strict";
/* The text of a chapter: built from what text/NN.js hands over, lit as the voice goes, and pointed at to be heard. */

const EARLY_S = 0.005; // browsers round the time they were sent to
const TOP_SHARE = 0.28; // of the window: where the voice is brought to
const STRAYING_KEYS = ["PageUp", "PageDown", "Home", "End"];

/* hear(seconds): somebody points at a sentence. away(where): by hand, the voice went out of sight: "above", "below", "". */
function makeReader(article, { hear, away }) {
  let sentences = [];
  let now = -1;
  let isFollowing = true;
  const light = makeWordLight();

  function show(chapter) {
    sentences = [];
    now = -1;
    article.replaceChildren(...chapterElements(chapter, sentences));
    if (sentences.length) offerToTab(sentences[0].element);
  }

  function clear() {
    sentences = [];
    now = -1;
    article.replaceChildren();
  }

  /* Lights what is heard at a time, and keeps it in sight. */
  function follow(seconds) {
    const index = indexAt(seconds);
    if (index !== now) moveTo(index);
    light.at(sentences[now], seconds);
  }

  function moveTo(index) {
    mark(sentences[now], false);
    now = index;
    mark(sentences[now], true);
    if (now < 0) return;
    if (!article.contains(document.activeElement)) offerToTab(sentences[now].element);
    if (isFollowing) reveal(sentences[now].element);
    else tellAway();
  }

  /* The last sentence that has begun; -1: none has. */
  function indexAt(seconds) {
    let low = 0;
    let high = sentences.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sentences[middle].start <= seconds + EARLY_S) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /* When the sentence begins that is so many away from what is heard at a time; null beyond the chapter. */
  function startOf(seconds, offset) {
    return sentences[indexAt(seconds) + offset]?.start ?? null;
  }

  function offerToTab(element) {
    const offered = article.querySelector("[tabindex]");
    if (offered === element) return;
    offered?.removeAttribute("tabindex");
    offered?.removeAttribute("role");
    element.tabIndex = 0;
    element.setAttribute("role", "button");
  }

  function comeBack() {
    isFollowing = true;
    if (now >= 0) reveal(sentences[now].element);
    tellAway();
  }

  function stray() {
    isFollowing = false;
  }

  /* Somebody moves the page: not what lies over it, a list or a slider. */
  function onHand(event) {
    if (!event.target.closest?.(".dock, .sheet")) stray();
  }

  function tellAway() {
    away(isFollowing || now < 0 ? "" : whereIs(sentences[now].element));
  }

  function chosen(target) {
    const element = target.closest(".sentence");
    return sentences.find((sentence) => sentence.element === element);
  }

  function onClick(event) {
    if (event.detail) document.activeElement.blur(); // keys go to the player again
    const sentence = chosen(event.target);
    if (sentence && getSelection().isCollapsed) hear(sentence.start);
  }

  function onKey(event) {
    const sentence = chosen(event.target);
    if (!sentence || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter") hear(sentence.start);
    else if (step) focusOn(sentences[sentences.indexOf(sentence) + step]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function focusOn(sentence) {
    if (!sentence) return;
    offerToTab(sentence.element);
    stray();
    sentence.element.focus();
  }

  article.addEventListener("click", onClick);
  article.addEventListener("keydown", onKey);
  addEventListener("wheel", onHand, { passive: true });
  addEventListener("touchmove", onHand, { passive: true });
  addEventListener("keydown", (event) => STRAYING_KEYS.includes(event.key) && stray());
  addEventListener("pointerdown", (event) => event.clientX >= document.documentElement.clientWidth && stray());
  addEventListener("scroll", tellAway, { passive: true });
  addEventListener("resize", () => isFollowing && now >= 0 && reveal(sentences[now].element));

  return { show, clear, follow, startOf, comeBack };
}

/* ------------------------------------------------------------------------------------------------ building the text */

/* Gives the elements of a chapter, and puts each of its sentences into `sentences`, in order. */
function chapterElements(chapter, sentences) {
  const elements = chapter.paragraphs.flatMap((paragraph) => {
    const element = paragraphElement(paragraph, chapter.speakers, sentences);
    return paragraph.scene ? [document.createElement("hr"), element] : [element];
  });
  if (!chapter.paragraphs.some((paragraph) => paragraph.kind === "heading"))
    elements.unshift(make("h2", "unseen", chapter.title));
  return elements;
}

function paragraphElement({ kind, lines, runs }, speakers, sentences) {
  const element = make(kind === "heading" ? "h2" : "p", lines ? `${kind} lines` : kind);
  let last = -1;
  for (const run of runs) {
    if (typeof run === "string") {
      element.append(run);
      continue;
    }
    const [start, end, speaker, pieces, words] = run;
    const sentence = { start, end, words: words ?? [], element: sentenceElement(pieces, speakers[speaker]) };
    if (speaker >= 0 && speaker !== last) element.append(nameElement(speakers[speaker], !element.hasChildNodes()));
    if (speaker >= 0) last = speaker;
    element.append(sentence.element);
    sentences.push(sentence);
  }
  return element;
}

function nameElement([name, hue], leads) {
  const element = make("b", leads ? "who leads" : "who", `${name}\u00a0`); // no line ends between name and speech
  element.style.setProperty("--hue", hue);
  return element;
}

function sentenceElement(pieces, speaker) {
  const element = make("span", speaker ? "sentence speech" : "sentence");
  if (speaker) element.style.setProperty("--hue", speaker[1]);
  element.append(...pieces.map((piece) => (typeof piece === "string" ? piece : make("em", "", piece[0]))));
  return element;
}

function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content);
  return element;
}

/* --------------------------------------------------------------------------------------------------- light and sight */

function mark(sentence, isNow) {
  if (!sentence) return;
  sentence.element.classList.toggle("now", isNow);
  if (isNow) sentence.element.setAttribute("aria-current", "true");
  else sentence.element.removeAttribute("aria-current");
}

/* Lights the word that is heard, where the voice tells its times and the browser can (CSS Custom Highlight). */
function makeWordLight() {
  if (!("highlights" in CSS)) return { at() {} };
  const highlight = new Highlight();
  CSS.highlights.set("word", highlight);
  let lit = null;
  return {
    at(sentence, seconds) {
      const word = sentence?.words.findLast(([start]) => start <= seconds + EARLY_S);
      if (word === lit) return;
      lit = word;
      highlight.clear();
      if (word) highlight.add(rangeIn(sentence.element, word[1], word[2]));
    },
  };
}

function rangeIn(element, from, to) {
  const range = new Range();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const after = before + node.length;
    if (before <= from && from < after) range.setStart(node, from - before);
    if (before < to && to <= after) range.setEnd(node, to - before);
    before = after;
  }
  return range;
}

/* On which side of the window an element is out of sight; "" if it is not. */
function whereIs(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (bottom <= 0) return "above";
  return top >= floor() ? "below" : "";
}

/* Brings a sentence to where it is read with ease, if it is not there already. */
function reveal(element) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top >= innerHeight * 0.1 && bottom <= floor() - innerHeight * 0.08) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  scrollTo({ top: scrollY + top - innerHeight * TOP_SHARE, behavior: calm ? "instant" : "smooth" });
}

/* Where the text ends and the player begins. */
function floor() {
  return document.querySelector(".dock").getBoundingClientRect().top;
}

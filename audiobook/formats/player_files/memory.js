"use strict";
/* What the page remembers: for this book where somebody stopped, for all books how the page looks.

   A browser may refuse to keep anything (a private window, a full disk): then nothing is remembered, and all else works. */

const memory = openMemory(document.documentElement.dataset.book);
applyLook(memory.look);

function openMemory(book) {
  const bookKey = "fullcast:" + book;
  const lookKey = "fullcast";
  return {
    book: { chapter: null, at: {}, left: 0, speed: 1, volume: 1, ...recall(bookKey) },
    look: { theme: "auto", size: 0, ...recall(lookKey) },
    keepBook() {
      keep(bookKey, this.book);
    },
    keepLook() {
      keep(lookKey, this.look);
    },
  };
}

function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // nothing is lost but the place
  }
}

function applyLook({ theme, size }) {
  const page = document.documentElement;
  page.dataset.theme = theme;
  page.dataset.size = size;
}

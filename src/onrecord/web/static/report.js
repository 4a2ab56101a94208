// A report's page: notes and words point at each other, keys step through statements, and what may
// be said of an item opens beside it. The page can be read, and corrected, without this.
"use strict";

(() => {
  const sheet = document.querySelector(".sheet");
  if (!sheet) return;
  const dialog = document.getElementById("correct");
  const WORDS = "[data-i]";

  const indexed = (name) => Map.groupBy(sheet.querySelectorAll(`[data-${name}]`), (one) => one.dataset[name]);
  const [allWords, allNotes] = [indexed("i"), indexed("note")];
  const words = (item) => allWords.get(item) ?? [];
  const notesOf = (item) => allNotes.get(item) ?? [];
  const itemOf = (target) =>
    target instanceof Element ? (target.closest(WORDS)?.dataset.i ?? target.closest("[data-note]")?.dataset.note ?? null) : null;

  // A layer that is not shown does not answer.
  const shown = (element) => {
    const box = (name) => document.getElementById(`l-${name}`)?.checked ?? true;
    const kinds = { statement: "statement", content: "statement", own: "statement", name: "name", time: "time", place: "place", event: "event", copied: "copied" };
    return Object.entries(kinds).every(([look, name]) => !element.classList.contains(look) || box(name));
  };
  const innermost = (target) => {
    for (let at = target instanceof Element ? target.closest(WORDS) : null; at; at = at.parentElement?.closest(WORDS) ?? null) {
      if (sheet.contains(at) && shown(at)) return at;
    }
    return null;
  };

  // What is pointed at or focused is seen in both places.
  let here = null;
  function point(item) {
    if (item === here) return;
    if (here !== null) for (const one of [...words(here), ...notesOf(here)]) one.classList.remove("here");
    here = item;
    if (item !== null) for (const one of [...words(item), ...notesOf(item)]) one.classList.add("here");
  }
  sheet.addEventListener("pointerover", (event) => {
    const inside = innermost(event.target);
    point(inside ? inside.dataset.i : itemOf(event.target));
  });
  sheet.addEventListener("pointerleave", () => point(itemOf(document.activeElement)));
  sheet.addEventListener("focusin", (event) => point(itemOf(event.target)));

  // A click on words leads to their note.
  sheet.addEventListener("click", (event) => {
    const inside = innermost(event.target);
    if (!inside || event.target.closest("a, button, summary") || !document.getSelection().isCollapsed) return;
    notesOf(inside.dataset.i)[0]?.scrollIntoView({ block: "nearest" });
    choose(inside.dataset.i, false);
  });

  let chosen = null;
  function choose(item, scroll = true) {
    if (chosen !== null) for (const one of words(chosen)) one.classList.remove("chosen");
    chosen = item;
    const found = words(item);
    for (const one of found) one.classList.add("chosen");
    const first = found[0];
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    if (scroll) first.scrollIntoView({ block: "center" });
    point(item);
  }

  // Nothing here asks how something is laid out: of a long report hardly anything is.
  const statements = [...sheet.querySelectorAll(".note.statement[data-note], .note.own[data-note]")].map((one) => one.dataset.note);
  function step(by) {
    if (!statements.length || !(document.getElementById("l-statement")?.checked ?? true)) return;
    const at = statements.indexOf(itemOf(document.activeElement) ?? chosen);
    choose(statements[at < 0 ? (by > 0 ? 0 : statements.length - 1) : Math.min(Math.max(at + by, 0), statements.length - 1)]);
  }

  // What may be said of an item, in a dialog.
  async function ask(address) {
    const answer = await fetch(address, { headers: { "hx-request": "true" } });
    if (!answer.ok) {
      location.assign(address);
      return;
    }
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const body = dialog.querySelector("[data-body]");
    body.replaceChildren(...[...made.body.childNodes].map((one) => document.importNode(one, true)));
    if (!dialog.open) dialog.showModal();
    body.querySelector("select, input:not([type=hidden]), button")?.focus();
  }
  function correct(item) {
    const link = item !== null && notesOf(item).map((one) => one.querySelector("[data-correct]")).find(Boolean);
    if (!dialog || !link) return false;
    choose(item, false);
    ask(link.href);
    return true;
  }
  if (dialog) {
    sheet.addEventListener("contextmenu", (event) => {
      const inside = innermost(event.target);
      // With Shift the browser's own menu can be had.
      if (event.shiftKey || !document.getSelection().isCollapsed || !inside) return;
      if (correct(inside.dataset.i)) event.preventDefault();
    });
    sheet.addEventListener("click", (event) => {
      const link = event.target.closest("[data-correct]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      correct(itemOf(link));
    });
    dialog.addEventListener("submit", (event) => {
      const form = event.target;
      if (!form.matches("[data-look]")) return;
      event.preventDefault();
      ask(`${form.action}?${new URLSearchParams(new FormData(form))}`);
    });
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      if (chosen !== null) words(chosen)[0]?.focus({ preventScroll: true });
    });
  }

  // Before the keys of every page, of which j and k are told again here.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]")) return;
      const box = document.querySelector(`[data-layer="${CSS.escape(event.key)}"]`);
      if (box) box.click();
      else if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "c" || (event.key === "Enter" && event.target.matches?.(WORDS))) {
        if (!correct(itemOf(document.activeElement) ?? chosen)) return;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );

  // Words that were chosen in the text, for a new statement.
  document.addEventListener("onrecord:chosen", () => {
    const form = document.getElementById("new-statement");
    if (form) {
      form.open = true;
      form.scrollIntoView({ block: "nearest" });
    }
  });
})();

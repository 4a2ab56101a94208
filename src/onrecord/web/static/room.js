// The keys of the reading room. Every page works without this.
"use strict";

(() => {
  const WAIT = 1500; // milliseconds within which a letter follows g
  let going = 0;

  const typing = (target) =>
    target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog[open]");

  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);

  // An item is focused itself, or what it holds that can be.
  const handle = (item) => item.querySelector("a[href], button, summary") ?? item;

  function step(by) {
    const all = items();
    if (!all.length) return;
    const here = all.findIndex((item) => item.contains(document.activeElement));
    const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1);
    const target = handle(all[next]);
    if (target === all[next] && !target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  function search() {
    const field = document.querySelector("[data-search]");
    if (field) {
      field.focus();
      field.select?.();
      return;
    }
    document.querySelector('nav.pages a[href$="/search"]')?.click();
  }

  function help() {
    const dialog = document.getElementById("keys");
    if (!dialog) return;
    if (dialog.open) dialog.close();
    else dialog.showModal();
  }

  const keys = { "?": help, "/": search, j: () => step(1), k: () => step(-1) };

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.timeStamp - going < WAIT && going) {
      going = 0;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) {
        event.preventDefault();
        link.click();
        return;
      }
    }
    if (event.key === "g") {
      going = event.timeStamp;
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  for (const button of document.querySelectorAll("[data-help]")) {
    button.hidden = false;
    button.addEventListener("click", help);
  }
  for (const field of document.querySelectorAll("[data-select]")) {
    field.addEventListener("focus", () => field.select());
    field.focus();
  }

  // A form that is sent twice by a double click would judge twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 2000);
  });
})();

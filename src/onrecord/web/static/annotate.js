/* A stretch of a report's text, chosen by the reader, into the form for a new statement.

   <div data-annotate="#new-statement" data-offer="Record a statement" data-key="s">
     <p data-start="0">…</p> <p data-start="212">…</p>
   </div>
   <form id="new-statement" hidden> or <dialog id="new-statement"> <form>
     <input name="start"> <input name="end"> <output name="quote">

   Offsets are Unicode code points of the report's text. Every block of text stands in an element
   with data-start, the offset at which it begins, and holds the text as it is, in whatever spans. A
   sign put in for an odd character (say "[U+202E]") stands in an element with data-chars: how many
   code points of the report it stands for, 0 if none; its own text does not count. What has no
   data-start around it (a margin note) cannot be chosen. quote is the text as the page shows it, to
   be read; what is recorded is what stands between the offsets.

   With the pointer: select; a button offers the form. With keys: the text is a stop of the tab key;
   there the arrows move word by word (up and down line by line), with Shift they choose, and
   data-key or Enter opens the form. Escape lets go. The form gets start, end and quote, and the text
   sends the event onrecord:chosen with {start, end, quote}.

   recogito's text-annotator follows the pointer; what it draws is left to the page's own marks. */

import { each, vendored } from "./drawing.js";

const points = (text) => {
  let n = 0;
  for (const _ of text) n += 1;
  return n;
};

/** The code points of a node's text, signs counted by what they stand for. */
function counted(node) {
  if (node.nodeType === Node.TEXT_NODE) return points(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE) return 0;
  if (node.dataset?.chars !== undefined) return Number(node.dataset.chars);
  let n = 0;
  for (const child of node.childNodes) n += counted(child);
  return n;
}

/** Offset in the report of a boundary of a range; null outside any block. ``end``: of its end, so
    that a boundary within a sign takes the whole sign in. */
export function offsetOf(node, offset, end) {
  let at = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const block = at?.closest("[data-start]");
  if (!block) return null;
  const sign = at.closest("[data-chars]");
  let n = Number(block.dataset.start);
  let here = node;
  if (sign && block.contains(sign)) {
    n += end ? Number(sign.dataset.chars) : 0;
    here = sign;
  } else if (node.nodeType === Node.TEXT_NODE) {
    n += points(node.data.slice(0, offset));
  } else {
    for (const child of [...node.childNodes].slice(0, offset)) n += counted(child);
  }
  for (; here !== block; here = here.parentNode) {
    for (let before = here.previousSibling; before; before = before.previousSibling) {
      n += counted(before);
    }
  }
  return n;
}

/** The text nodes of a range that stand in blocks and have something chosen in them. */
function* chosenTexts(container, range) {
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node) || !node.parentElement.closest("[data-start]")) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.length;
    if (from < to) yield { node, from, to };
  }
}

/** {start, end, quote} of a range, white space at its ends left out; null if nothing is chosen. */
export function chosen(container, range) {
  const texts = [...chosenTexts(container, range)];
  while (texts.length) {
    const last = texts.at(-1);
    const text = last.node.data.slice(last.from, last.to);
    if (!text.trim()) texts.pop();
    else {
      last.to -= text.length - text.trimEnd().length;
      break;
    }
  }
  while (texts.length) {
    const first = texts[0];
    const text = first.node.data.slice(first.from, first.to);
    if (!text.trim()) texts.shift();
    else {
      first.from += text.length - text.trimStart().length;
      break;
    }
  }
  if (!texts.length) return null;
  const [first, last] = [texts[0], texts.at(-1)];
  const start = offsetOf(first.node, first.from, false);
  const end = offsetOf(last.node, last.to, true);
  if (start === null || end === null || start >= end) return null;
  const quote = texts.map(({ node, from, to }) => node.data.slice(from, to)).join("");
  return { start, end, quote };
}

/** What recogito asks of a renderer, with nothing drawn. */
const nothingDrawn = () => ({
  destroy() {},
  on: () => () => {},
  redraw() {},
  setFilter() {},
  setStyle() {},
  setVisible() {},
});

function present(container, found) {
  const form = document.querySelector(container.dataset.annotate);
  if (!form) return;
  for (const [name, value] of Object.entries(found)) {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) field.value = value;
  }
  if (form.matches("dialog")) form.show();
  else form.hidden = false;
  form.querySelector("input:not([type=hidden]):not([readonly]), select, textarea, button")?.focus();
  form.addEventListener("keydown", function leave(event) {
    if (event.key !== "Escape") return;
    form.removeEventListener("keydown", leave);
    if (form.matches("dialog")) form.close();
    else form.hidden = true;
    container.focus();
  });
}

/** The button beside what is chosen. */
function offering(container, open) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "annotate-offer";
  button.textContent = container.dataset.offer || "Record a statement";
  button.hidden = true;
  // The selection stays when the button is pressed.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", open);
  container.after(button);
  return {
    hide: () => (button.hidden = true),
    show: (range) => {
      button.hidden = false;
      const box = [...range.getClientRects()].at(-1) || range.getBoundingClientRect();
      const around = button.offsetParent?.getBoundingClientRect() || { left: 0, top: 0 };
      const widest = document.documentElement.clientWidth - button.offsetWidth - 8;
      button.style.left = `${Math.max(8, Math.min(box.right, widest)) - around.left}px`;
      button.style.top = `${box.bottom + 6 - around.top}px`;
    },
  };
}

/** Arrows move a caret through the text, with Shift they choose. */
function byKeys(container, event, open) {
  const selection = document.getSelection();
  const moves = {
    ArrowLeft: ["backward", "word"],
    ArrowRight: ["forward", "word"],
    ArrowUp: ["backward", "line"],
    ArrowDown: ["forward", "line"],
  };
  const move = moves[event.key];
  const own = container.dataset.key || "s";
  if (event.ctrlKey || event.metaKey || event.altKey || event.target !== container) return;
  if (move) {
    if (!selection.anchorNode || !container.contains(selection.anchorNode)) {
      const first = container.querySelector("[data-start]");
      if (first) selection.collapse(first, 0);
    }
    selection.modify(event.shiftKey ? "extend" : "move", ...move);
    selection.focusNode?.parentElement?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "Enter" || event.key === own) {
    if (!open()) return;
  } else if (event.key === "Escape") {
    selection.removeAllRanges();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

async function begin(container) {
  if (container.dataset.ready) return;
  container.dataset.ready = "begun";
  await import(vendored(container, "text-annotator/text-annotator.umd.js"));
  const { createTextAnnotator, UserSelectAction } = globalThis.RecogitoJS;
  let range = null;
  const open = () => {
    const found = range && chosen(container, range);
    if (!found) return false;
    offer.hide();
    container.dispatchEvent(new CustomEvent("onrecord:chosen", { bubbles: true, detail: found }));
    present(container, found);
    return true;
  };
  const offer = offering(container, open);
  const annotator = createTextAnnotator(container, {
    renderer: nothingDrawn,
    userSelectAction: UserSelectAction.NONE,
  });
  annotator.on("createAnnotation", (made) => {
    const ranges = made.target.selector.map((part) => part.range);
    range = ranges[0].cloneRange();
    range.setEnd(ranges.at(-1).endContainer, ranges.at(-1).endOffset);
    annotator.removeAnnotation(made.id);
    if (chosen(container, range)) offer.show(range);
  });
  container.tabIndex = 0;
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.isCollapsed && container.contains(selection.anchorNode)) {
      range = selection.getRangeAt(0).cloneRange();
    } else if (selection.isCollapsed) {
      offer.hide();
    }
  });
  container.addEventListener("keydown", (event) => byKeys(container, event, open));
  container.dataset.ready = "done";
}

each("[data-annotate]", begin);

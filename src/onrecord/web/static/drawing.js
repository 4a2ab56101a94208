/* What timeline.js, map.js, graph.js share: where data comes from, colours, keys, the caption.

   A drawing is drawn into   <figure data-drawing="timeline|map|graph" ...></figure>   with

     data-src      address of a JSON answer of this server, or
     data-from     id of a <script type="application/json"> in the page
     data-label    what a screen reader says of the drawing (required)
     data-table    id of the table beside it, which tells the same (required)
     data-keys     one line that names the keys, shown under the drawing
     data-failed   said in its place where it cannot be drawn
     data-left     said with a number before it of what only the table has
     data-in, data-out, data-whole   names of the three buttons
     data-vendor   folder of the libraries; "../vendor/" seen from this file if not given

   A drawing is for the eye: one stop of the tab key, with keys of its own (arrows move, + and -
   zoom, 0 shows all, n and p step through the items, Enter opens the item). What an item says
   stands in the caption, which is spoken. Texts of the data are set as text, never as markup. */

const VENDOR = "../vendor/";
const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether movements are unwanted. */
export const still = () => calm.matches;

/** Call when the page changes between light and dark. */
export const onScheme = (callback) => dark.addEventListener("change", callback);

/** Address of a file of the libraries. */
export const vendored = (figure, name) =>
  new URL(name, new URL(figure.dataset.vendor || VENDOR, import.meta.url)).href;

/** A colour of drawings.css, as the page has it now. */
export const colour = (figure, name) =>
  getComputedStyle(figure).getPropertyValue(`--draw-${name}`).trim();

/** The address if it leads to a page of this server, else null. */
export function inside(href) {
  if (typeof href !== "string" || !href) return null;
  let url;
  try {
    url = new URL(href, location.href);
  } catch {
    return null;
  }
  return url.origin === location.origin && /^https?:$/.test(url.protocol) ? url.href : null;
}

export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined && text !== null) made.textContent = text;
  return made;
}

/** A link where the item has an address of ours, else a span. */
export function linked(item, className, text) {
  const href = inside(item.href);
  const made = element(href ? "a" : "span", className, text);
  if (href) made.href = href;
  made.dir = "auto";
  return made;
}

async function dataOf(figure) {
  if (figure.dataset.from) {
    return JSON.parse(document.getElementById(figure.dataset.from).textContent);
  }
  const answer = await fetch(figure.dataset.src, {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(`${figure.dataset.src}: ${answer.status}`);
  return answer.json();
}

/** The parts of a drawing: the place to draw in, its buttons, its caption. */
function frame(figure) {
  const told = figure.dataset;
  const stage = element("div", "drawing-stage");
  stage.tabIndex = 0;
  stage.setAttribute("role", "application");
  stage.setAttribute("aria-label", told.label || "");
  if (told.table) stage.setAttribute("aria-details", told.table);
  const buttons = element("div", "drawing-buttons");
  const button = (sign, name, act) => {
    const made = element("button", "drawing-button", sign);
    made.type = "button";
    made.title = name;
    made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    buttons.append(made);
  };
  const said = element("p", "drawing-now");
  said.setAttribute("aria-live", "polite");
  const caption = element("figcaption", "drawing-caption");
  caption.append(said);
  if (told.keys) caption.append(element("p", "drawing-keys", told.keys));
  figure.replaceChildren(buttons, stage, caption);
  return { stage, said, caption, button };
}

/** Keys and buttons of a drawing. ``view``: zoom(factor), move(x, y), whole(), show(item). */
function drive(figure, parts, items, view) {
  const state = { at: -1 };
  const select = (i) => {
    if (!items.length) return;
    state.at = (i + items.length) % items.length;
    const item = items[state.at];
    parts.said.replaceChildren(linked(item, "", item.label));
    if (item.detail) parts.said.append(" ", element("span", "drawing-detail", item.detail));
    view.show(item);
  };
  const open = () => {
    const href = state.at >= 0 && inside(items[state.at].href);
    if (href) location.assign(href);
  };
  const keys = {
    "+": () => view.zoom(1.6),
    "=": () => view.zoom(1.6),
    "-": () => view.zoom(1 / 1.6),
    0: () => view.whole(),
    ArrowLeft: () => view.move(-1, 0),
    ArrowRight: () => view.move(1, 0),
    ArrowUp: () => view.move(0, -1),
    ArrowDown: () => view.move(0, 1),
    n: () => select(state.at + 1),
    p: () => select(state.at < 0 ? -1 : state.at - 1),
    Home: () => select(0),
    End: () => select(-1),
    Enter: open,
  };
  parts.stage.addEventListener(
    "keydown",
    (event) => {
      const act = keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );
  // A wheel turned over a drawing goes on turning the page, unless Ctrl is held.
  parts.stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    },
    { capture: true, passive: true },
  );
  parts.button("+", figure.dataset.in || "Zoom in", () => view.zoom(1.6));
  parts.button("−", figure.dataset.out || "Zoom out", () => view.zoom(1 / 1.6));
  parts.button("□", figure.dataset.whole || "Show all", () => view.whole());
  return (item) => {
    const i = items.indexOf(item);
    if (i === state.at) open();
    else select(i);
  };
}

/** Call with every element that is in the page now or that htmx brings. */
export function each(selector, callback) {
  const within = (root) => {
    if (root.matches?.(selector)) callback(root);
    root.querySelectorAll(selector).forEach(callback);
  };
  document.addEventListener("htmx:load", (event) => within(event.detail.elt));
  within(document);
}

/** Draw every figure of a kind, now and in what htmx brings.
    ``draw(figure, parts, data)`` answers {items, left, view, ready(pick), gone()}; items have
    label, detail, href; left counts those that are not drawn. */
export function drawings(kind, draw) {
  const one = async (figure) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "begun";
    try {
      const data = await dataOf(figure);
      const parts = frame(figure);
      const drawn = await draw(figure, parts, data);
      const pick = drive(figure, parts, drawn.items, drawn.view);
      drawn.ready(pick);
      if (drawn.left > 0) {
        const text = `${drawn.left} ${figure.dataset.left || "more stand in the table only"}`;
        parts.caption.append(element("p", "drawing-left", text));
      }
      // htmx takes the figure out of the page: what it holds of the graphics card is let go.
      figure.addEventListener("htmx:beforeCleanupElement", drawn.gone, { once: true });
      figure.dataset.drawn = "done";
    } catch (error) {
      console.warn(error);
      const text = figure.dataset.failed || "This cannot be drawn here; the table tells the same.";
      figure.replaceChildren(element("p", "drawing-failed", text));
      figure.dataset.drawn = "failed";
    }
  };
  each(`[data-drawing="${kind}"]`, one);
}

/* Events in time, with their grain and uncertainty (vis-timeline). Frame and keys: drawing.js.

   Data: {items, groups} or a list of items.
     item   {id, start, end, grain, uncertain, label, kind, origins, href, group, when}
            start, end   ISO 8601 as told: "2026", "2026-03", "2026-03-02", "2026-03-02T14:00";
                         end is the last day (month, year) that is meant, or null
            grain        a TimeGrain; one wider than a day is drawn hatched: somewhere in here
            uncertain    drawn hollow and dashed
            kind         a word of the page's own; becomes the class kind-WORD
            origins      number; shown behind the label
            group        id of a group, or absent
            when         start and end as the page would write them, for the caption, or absent
     group  {id, label, inside}   inside: id of the group that holds it, or absent

   <figure data-drawing="timeline" data-language="fr" data-origins="origines" data-origin="origine"
           data-uncertain="incertain" ...>; data-height: its greatest height in pixels (420). */

import { drawings, element, linked, still, vendored } from "./drawing.js";

const DAY = 86400000;
/* Grains wider than a day, with their length. */
const WIDE = {
  weekend: [2, "days"],
  week: [7, "days"],
  month: [1, "months"],
  season: [3, "months"],
  quarter: [3, "months"],
  half: [6, "months"],
  year: [1, "years"],
  decade: [10, "years"],
  century: [100, "years"],
};
/* What a date means by its length: 2026, 2026-03, 2026-03-02. */
const BY_LENGTH = { 4: [1, "years"], 7: [1, "months"], 10: [1, "days"] };
/* More items than these make the drawing slow; those with fewest origins go. */
const MOST = 1500;

/** Where an item ends: after the last day (month, year) that is meant. */
function ended(vis, item) {
  const length = item.end
    ? BY_LENGTH[item.end.length]
    : WIDE[item.grain] || BY_LENGTH[item.start.length];
  return vis.moment.utc(item.end || item.start).add(...(length || [0, "days"]));
}

/** An item for the library: a point for what took place on a day or at an hour, else a stretch. */
function drawnItem(vis, item, grouped) {
  const start = vis.moment.utc(item.start);
  const wide = item.grain in WIDE || item.start.length < 10;
  const several = item.end && item.end !== item.start;
  const names = ["item", wide ? "grain" : several ? "several" : "day"];
  if (item.uncertain) names.push("uncertain");
  if (item.kind) names.push("kind-" + String(item.kind).replace(/[^a-z0-9-]/gi, "-"));
  const made = { id: item.id, start, className: names.join(" "), content: "", told: item };
  if (several || wide) {
    made.type = "range";
    made.end = ended(vis, item);
  } else {
    made.type = "point";
  }
  if (grouped) made.group = item.group ?? "";
  return made;
}

/** Groups with the groups that they hold, in the order given. */
function drawnGroups(groups, items) {
  const used = new Set(items.map((item) => item.group ?? ""));
  const made = groups.map((group, order) => {
    const held = groups.filter((other) => other.inside === group.id).map((other) => other.id);
    const row = { id: group.id, content: "", told: group.label, order };
    if (held.length) row.nestedGroups = held;
    return row;
  });
  if (used.has("")) made.push({ id: "", content: "", told: "", order: groups.length });
  return made;
}

function bounds(items) {
  const starts = items.map((item) => item.start.valueOf());
  const ends = items.map((item) => (item.end || item.start).valueOf());
  const first = starts.reduce((a, b) => Math.min(a, b), Infinity);
  const last = ends.reduce((a, b) => Math.max(a, b), -Infinity);
  const margin = Math.max((last - first) * 0.06, DAY);
  // Names stand to the right of their points.
  return [first - margin, last + 2.5 * margin];
}

function styled(figure) {
  const href = vendored(figure, "vis-timeline/vis-timeline-graph2d.min.css");
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = element("link");
  link.rel = "stylesheet";
  link.href = href;
  // Before our own sheets, which overrule it.
  document.head.prepend(link);
}

function caption(figure, item) {
  const told = figure.dataset;
  const when = item.end && item.end !== item.start ? `${item.start} – ${item.end}` : item.start;
  const parts = [item.when || when.replaceAll("T", " ")];
  if (item.uncertain) parts.push(told.uncertain || "uncertain");
  if (item.origins !== undefined && item.origins !== null) {
    const word = item.origins === 1 ? told.origin || "origin" : told.origins || "origins";
    parts.push(`${item.origins} ${word}`);
  }
  return parts.join(" · ");
}

function content(item) {
  const made = linked(item, "item-label", item.label);
  made.tabIndex = -1;
  if (item.origins > 1) made.append(element("span", "item-origins", item.origins));
  return made;
}

async function draw(figure, parts, data) {
  styled(figure);
  await import(vendored(figure, "vis-timeline/vis-timeline-graph2d.min.js"));
  const vis = globalThis.vis;
  const given = Array.isArray(data) ? { items: data, groups: [] } : data;
  const groups = given.groups || [];
  const kept = given.items
    .filter((item) => item.start)
    .sort((a, b) => (b.origins || 0) - (a.origins || 0))
    .slice(0, MOST)
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  for (const item of kept) item.detail = caption(figure, item);
  const rows = kept.map((item) => drawnItem(vis, item, groups.length > 0));
  const [first, last] = rows.length ? bounds(rows) : [Date.now() - DAY, Date.now()];
  const options = {
    locale: (figure.dataset.language || document.documentElement.lang || "en").slice(0, 2),
    moment: (date) => vis.moment(date).utc(),
    start: first,
    end: last,
    zoomMin: 6 * 3600000,
    zoomMax: 3 * (last - first) + 30 * DAY,
    maxHeight: Number(figure.dataset.height) || 420,
    verticalScroll: true,
    zoomKey: "ctrlKey",
    margin: { item: { horizontal: 4, vertical: 4 }, axis: 6 },
    orientation: "top",
    showCurrentTime: false,
    showTooltips: false,
    stack: true,
    template: (row) => content(row.told),
    groupTemplate: (row) => element("span", "", row ? row.told : ""),
  };
  const made = groups.length ? drawnGroups(groups, kept) : null;
  const canvas = element("div", "timeline-canvas");
  parts.stage.append(canvas);
  const timeline = made
    ? new vis.Timeline(canvas, new vis.DataSet(rows), new vis.DataSet(made), options)
    : new vis.Timeline(canvas, new vis.DataSet(rows), options);
  // Keys pressed before its first round is done would be lost.
  await new Promise((resolve) => timeline.on("changed", resolve));
  for (const panel of canvas.querySelectorAll(".vis-vertical-scroll")) {
    panel.tabIndex = 0;
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", figure.dataset.label || "");
  }
  const animation = () => ({ animation: !still() });
  const moved = (part) => {
    const { start, end } = timeline.getWindow();
    const step = (end - start) * part;
    timeline.setWindow(start.valueOf() + step, end.valueOf() + step, animation());
  };
  return {
    items: kept,
    left: given.items.length - kept.length,
    view: {
      zoom: (factor) =>
        factor > 1
          ? timeline.zoomIn(1 - 1 / factor, animation())
          : timeline.zoomOut(1 / factor - 1, animation()),
      move: (x, y) => {
        if (x) moved(x * 0.2);
        else canvas.querySelector(".vis-vertical-scroll")?.scrollBy(0, y * 40);
      },
      whole: () => timeline.setWindow(first, last, animation()),
      show: (item) => {
        timeline.setSelection(item.id);
        const { start, end } = timeline.getWindow();
        const at = vis.moment.utc(item.start).valueOf();
        if (at < start.valueOf() || at > end.valueOf()) timeline.moveTo(at, animation());
      },
    },
    gone: () => timeline.destroy(),
    ready: (pick) =>
      timeline.on("select", ({ items }) => {
        const found = kept.find((item) => item.id === items[0]);
        if (found) pick(found);
      }),
  };
}

drawings("timeline", draw);

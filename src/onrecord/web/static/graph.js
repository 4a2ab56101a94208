/* Where a statement comes from: reports, agencies, outlets, and who has it from whom (Cytoscape).
   Frame and keys: drawing.js.

   Data: {nodes, edges}
     node   {id, label, kind, state, href}   kind "report" | "agency" | "outlet";
            state "no dependence found" (disc) | "copied" (square) | "relays" (triangle)
     edge   {from, to, kind, href}           from has it from to; kind "copied" (full line) |
            "relays" (dashed) | "no dependence found" (not drawn)

   <figure data-drawing="graph" data-none="no dependence found" data-copied="copied"
           data-relays="relays" data-agency="agency" data-outlet="outlet" data-report="report" ...>

   Origins stand at the left, each step away from them one column to the right, in an order that the
   data alone decides. Where many have it from one and nobody from them, they stand in a block of
   several columns beside it, so that it is seen with them. */

import { colour, drawings, element, inside, onScheme, still, vendored } from "./drawing.js";

const COLUMN = 270;
const ROW = 40;
const MOST = 400;
/* Rows of a block. */
const BLOCK = 12;
/* Names are not read below this zoom: a graph that would need it begins at its top left. */
const SMALLEST = 0.6;
/* Least and greatest height in pixels. */
const HEIGHTS = [140, 560];
const LONGEST = 30;
const SHAPES = { copied: "rectangle", relays: "polygon" };
/* Points to the right, as the sign of "relays" does. */
const TRIANGLE = "-0.85 -1 1 0 -0.85 1";

const short = (text) => {
  const signs = [...String(text)];
  return signs.length > LONGEST ? signs.slice(0, LONGEST - 1).join("") + "…" : text;
};

/** Columns by distance from the origins; rows so that what hangs on one origin stands together. */
export function places(nodes, edges) {
  const held = new Map(nodes.map((node) => [node.id, []]));
  const up = new Map();
  for (const edge of edges) {
    if (!held.has(edge.to) || !held.has(edge.from) || edge.to === edge.from) continue;
    if (up.has(edge.from)) continue;
    up.set(edge.from, edge.to);
    held.get(edge.to).push(edge.from);
  }
  const at = new Map();
  let row = 0;
  const walk = (id, column) => {
    if (at.has(id)) return null;
    at.set(id, null);
    const ends = held.get(id).filter((next) => !at.has(next) && !held.get(next).length);
    const block = ends.length > BLOCK ? ends : [];
    block.forEach((next, n) => {
      const [x, y] = [Math.floor(n / BLOCK), n % BLOCK];
      at.set(next, { x: (column + 1 + x) * COLUMN, y: (row + y) * ROW, behind: x > 0 });
    });
    const rows = block.length ? [row, (row += BLOCK) - 1] : [];
    rows.push(...held.get(id).map((next) => walk(next, column + 1)).filter((it) => it !== null));
    const own = rows.length ? (rows[0] + rows.at(-1)) / 2 : row++;
    at.set(id, { x: column * COLUMN, y: own * ROW });
    return own;
  };
  for (const node of nodes) if (!up.has(node.id)) walk(node.id, 0);
  for (const node of nodes) walk(node.id, 0); // circles, which have no origin
  return at;
}

function style(figure) {
  const ink = (name) => colour(figure, name);
  const state = (name, key, more) => ({
    selector: `node[state="${name}"]`,
    style: { "background-color": ink(key), "border-color": ink(key), ...more },
  });
  return [
    {
      selector: "node",
      style: {
        width: 16,
        height: 16,
        "border-width": 2,
        label: "data(short)",
        color: ink("ink"),
        "font-family": getComputedStyle(figure).fontFamily,
        "font-size": 13,
        "text-halign": "right",
        "text-valign": "center",
        "text-margin-x": 5,
        "text-background-color": ink("paper"),
        "text-background-opacity": 1,
        "text-background-padding": 4,
        "text-events": "yes",
      },
    },
    state("no dependence found", "origin", { shape: "ellipse" }),
    state("copied", "copied", { shape: SHAPES.copied, width: 14, height: 14 }),
    state("relays", "relays", {
      shape: SHAPES.relays,
      "shape-polygon-points": TRIANGLE,
      "background-color": ink("paper"),
    }),
    {
      selector: 'node[kind="agency"]',
      style: {
        "font-weight": 600,
        "border-width": 5,
        "border-style": "double",
        width: 20,
        height: 20,
      },
    },
    { selector: 'node[kind="outlet"]', style: { "font-style": "italic" } },
    {
      selector: "edge",
      style: {
        width: 1.5,
        "line-color": ink("edge"),
        "curve-style": "bezier",
        // The arrow stands at the one that took it over: text flows from left to right.
        "source-arrow-shape": "triangle",
        "source-arrow-color": ink("edge"),
        "arrow-scale": 0.9,
      },
    },
    {
      selector: "edge[?far]",
      style: { "curve-style": "unbundled-bezier", "control-point-distances": 34 },
    },
    // Into a block, where hundreds of lines run over each other.
    { selector: "edge[?behind]", style: { "curve-style": "straight", "line-opacity": 0.12 } },
    { selector: 'edge[kind="relays"]', style: { "line-style": "dashed" } },
    {
      selector: ".on",
      style: { "overlay-color": ink("accent"), "overlay-opacity": 0.22, "overlay-padding": 5 },
    },
  ];
}

/** The library puts a style element into the page unless one with this name is there; the rule
    itself stands in drawings.css. */
function quiet() {
  const name = "__________cytoscape_stylesheet";
  if (document.getElementById(name)) return;
  const stand = element("template");
  stand.id = name;
  document.head.append(stand);
}

/** The signs and lines with their words. */
function legend(figure) {
  const told = figure.dataset;
  const list = element("ul", "graph-legend");
  const rows = [
    ["●", "origin", told.none || "no dependence found"],
    ["■", "copied", told.copied || "copied"],
    ["▷", "relays", told.relays || "relays"],
    ["──", "edge", told.copied || "copied"],
    ["╌╌", "edge", told.relays || "relays"],
  ];
  for (const [sign, name, word] of rows) {
    const row = element("li");
    const shown = element("span", `graph-sign graph-${name}`, sign);
    shown.setAttribute("aria-hidden", "true");
    row.append(shown, " ", word);
    list.append(row);
  }
  return list;
}

function words(figure, node) {
  const told = figure.dataset;
  const states = { "no dependence found": told.none, copied: told.copied, relays: told.relays };
  const parts = [told[node.kind] || node.kind, states[node.state] || node.state];
  return parts.filter(Boolean).join(" · ");
}

async function draw(figure, parts, data) {
  await import(vendored(figure, "cytoscape/cytoscape.min.js"));
  quiet();
  const nodes = data.nodes.slice(0, MOST);
  const known = new Set(nodes.map((node) => node.id));
  const edges = data.edges.filter(
    (edge) => known.has(edge.from) && known.has(edge.to) && edge.kind !== "no dependence found",
  );
  for (const node of nodes) node.detail = words(figure, node);
  const at = places(nodes, edges);
  const far = (edge) => at.get(edge.from).x - at.get(edge.to).x > COLUMN;
  const canvas = element("div", "graph-canvas");
  const lowest = [...at.values()].reduce((most, point) => Math.max(most, point.y), 0);
  canvas.style.blockSize = `${Math.max(HEIGHTS[0], Math.min(HEIGHTS[1], lowest + 2 * ROW))}px`;
  parts.stage.append(canvas);
  parts.caption.append(legend(figure));
  const cy = globalThis.cytoscape({
    container: canvas,
    elements: {
      nodes: nodes.map((node) => ({
        data: {
          id: `n${node.id}`,
          short: short(node.label),
          kind: node.kind,
          state: node.state,
          told: node,
        },
        position: at.get(node.id),
      })),
      edges: edges.map((edge, i) => ({
        data: {
          id: `e${i}`,
          source: `n${edge.from}`,
          target: `n${edge.to}`,
          kind: edge.kind,
          href: edge.href,
          far: far(edge),
          behind: at.get(edge.from).behind,
        },
      })),
    },
    style: style(figure),
    layout: { name: "preset" },
    autoungrabify: true,
    boxSelectionEnabled: false,
    minZoom: 0.03,
    maxZoom: 2.5,
  });
  const whole = () => {
    cy.fit(undefined, 24);
    if (cy.zoom() > 1) cy.zoom(1);
    cy.center();
  };
  whole();
  if (cy.zoom() < SMALLEST) {
    cy.zoom(Math.max(SMALLEST, Math.min(1, cy.height() / (lowest + 2 * ROW))));
    cy.pan({ x: 30, y: 30 });
  }
  onScheme(() => cy.style(style(figure)));
  const duration = () => (still() ? 0 : 150);
  const middle = () => ({ x: cy.width() / 2, y: cy.height() / 2 });
  return {
    items: nodes,
    left: data.nodes.length - nodes.length,
    view: {
      zoom: (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: middle() }),
      move: (x, y) => cy.panBy({ x: -x * 60, y: -y * 60 }),
      whole,
      show: (node) => {
        cy.elements().removeClass("on");
        const found = cy.getElementById(`n${node.id}`).addClass("on");
        const box = found.renderedBoundingBox();
        const seen = box.x1 >= 0 && box.y1 >= 0 && box.x2 <= cy.width() && box.y2 <= cy.height();
        if (!seen) cy.animate({ center: { eles: found } }, { duration: duration() });
      },
    },
    gone: () => cy.destroy(),
    ready: (pick) => {
      cy.on("tap", "node", (event) => pick(event.target.data("told")));
      cy.on("tap", "edge", (event) => {
        const href = inside(event.target.data("href"));
        if (href) location.assign(href);
      });
      cy.on("mouseover", "node", () => canvas.classList.add("over"));
      cy.on("mouseout", "node", () => canvas.classList.remove("over"));
    },
  };
}

drawings("graph", draw);

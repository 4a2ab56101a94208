/* Places and travels on the outlines of the world (MapLibre). Frame and keys: drawing.js.

   Data: {places, travels}
     place    {lon, lat, label, kind, reports, href}   degrees; kind "scene" (where something took
              place; a full disc) or anything else (named only; a ring); reports: a number
     travel   {from: [lon, lat], to: [lon, lat], label, href}

   <figure data-drawing="map" data-reports="reports" data-report="report"
           data-credit="Outlines: Natural Earth" ...>; data-outlines: address of the GeoJSON, if it
   is not ../vendor/outlines/outlines.geojson.

   Labels are elements of the page laid over the map: the library's own need files of glyphs. Where
   they would meet, the place that fewer reports name goes without; the caption tells it. */

import { colour, drawings, element, linked, onScheme, still, vendored } from "./drawing.js";

/* The places that most reports name; the table has the rest. */
const MOST = 500;
const MOST_LABELS = 60;
const FARTHEST = 8;
/* A curve of a travel is drawn through so many points. */
const STEPS = 24;

/* Roots of numbers of reports, and radii of discs in pixels. */
const SIZES = [
  [1, 4.5],
  [10, 15],
];

const radius = (reports) => {
  const [[least, small], [most, large]] = SIZES;
  const part = (Math.sqrt(reports) - least) / (most - least);
  return small + Math.max(0, Math.min(1, part)) * (large - small);
};

const collection = (features) => ({ type: "FeatureCollection", features });

/** A travel as a curve bent to its left, and the point where its arrow stands. */
function curve([x1, y1], [x2, y2]) {
  if (x2 - x1 > 180) x2 -= 360;
  if (x1 - x2 > 180) x2 += 360;
  const bend = 0.16;
  const [cx, cy] = [(x1 + x2) / 2 - (y2 - y1) * bend, (y1 + y2) / 2 + (x2 - x1) * bend];
  const points = [];
  for (let i = 0; i <= STEPS; i += 1) {
    const t = i / STEPS;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t];
    points.push([a * x1 + b * cx + c * x2, Math.max(-85, Math.min(85, a * y1 + b * cy + c * y2))]);
  }
  return points;
}

/** Degrees clockwise from north, on the map as drawn. */
function heading(maplibre, from, to) {
  const [a, b] = [from, to].map((point) => maplibre.MercatorCoordinate.fromLngLat(point));
  return (Math.atan2(b.x - a.x, a.y - b.y) * 180) / Math.PI;
}

function sources(maplibre, data) {
  const places = data.places.map((place, i) => ({
    type: "Feature",
    id: i,
    properties: { at: i, reports: place.reports || 1, scene: place.kind === "scene" },
    geometry: { type: "Point", coordinates: [place.lon, place.lat] },
  }));
  const curves = data.travels.map((travel) => curve(travel.from, travel.to));
  const lines = curves.map((points, i) => ({
    type: "Feature",
    properties: { at: data.places.length + i },
    geometry: { type: "LineString", coordinates: points },
  }));
  const arrows = curves.map((points) => ({
    type: "Feature",
    properties: { turn: heading(maplibre, points.at(-4), points.at(-2)) },
    geometry: { type: "Point", coordinates: points.at(-2) },
  }));
  return { places: collection(places), lines: collection(lines), arrows: collection(arrows) };
}

function style(figure, maplibre, data) {
  const ink = (name) => colour(figure, name);
  const made = sources(maplibre, data);
  const outlines = figure.dataset.outlines || vendored(figure, "outlines/outlines.geojson");
  const part = (name) => ["==", ["get", "part"], name];
  const [[least, small], [most, large]] = SIZES;
  const size = ["interpolate", ["linear"], ["sqrt", ["get", "reports"]], least, small, most, large];
  return {
    version: 8,
    sources: {
      outlines: { type: "geojson", data: new URL(outlines, location.href).href, tolerance: 0.4 },
      lines: { type: "geojson", data: made.lines },
      arrows: { type: "geojson", data: made.arrows },
      places: { type: "geojson", data: made.places },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": ink("water") } },
      {
        id: "land",
        type: "fill",
        source: "outlines",
        filter: part("land"),
        paint: { "fill-color": ink("land"), "fill-outline-color": ink("coast") },
      },
      {
        id: "borders",
        type: "line",
        source: "outlines",
        filter: part("borders"),
        paint: { "line-color": ink("border"), "line-width": 0.8 },
      },
      {
        id: "travels",
        type: "line",
        source: "lines",
        paint: { "line-color": ink("accent"), "line-width": 1.6 },
      },
      {
        id: "places",
        type: "circle",
        source: "places",
        layout: { "circle-sort-key": ["-", 0, ["get", "reports"]] },
        paint: {
          "circle-radius": size,
          "circle-color": ["case", ["get", "scene"], ink("mark"), ink("land")],
          "circle-opacity": ["case", ["get", "scene"], 0.85, 0.9],
          "circle-stroke-width": ["case", ["boolean", ["feature-state", "on"], false], 4, 1.75],
          "circle-stroke-color": [
            "case",
            ["boolean", ["feature-state", "on"], false],
            ink("ink"),
            ["case", ["get", "scene"], ink("land"), ink("mark")],
          ],
        },
      },
      {
        id: "arrows",
        type: "symbol",
        source: "arrows",
        layout: {
          "icon-image": "arrow",
          "icon-rotate": ["get", "turn"],
          "icon-rotation-alignment": "map",
          "icon-allow-overlap": true,
        },
        paint: { "icon-color": ink("accent") },
      },
    ],
  };
}

/** A triangle for the ends of travels, coloured by the layer. */
function arrow() {
  const size = 15;
  const data = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const inside = y >= 2 && y < 13 && Math.abs(x - 7) <= (y - 2) / 2;
      data.set([255, 255, 255, inside ? 255 : 0], (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data };
}

/** Names over the map, the first places first, none over another. */
function labels(map, layer, places) {
  const order = places.slice(0, 4 * MOST_LABELS).map((place) => ({ place }));
  for (const row of order) {
    row.tag = linked(row.place, "map-label", row.place.label);
    row.tag.tabIndex = -1;
    layer.append(row.tag);
    row.width = row.tag.offsetWidth;
    row.height = row.tag.offsetHeight;
  }
  const place = () => {
    const { clientWidth, clientHeight } = map.getContainer();
    const taken = [];
    const middle = map.getCenter().lng;
    for (const row of order) {
      const lon = row.place.lon + 360 * Math.round((middle - row.place.lon) / 360);
      const at = map.project([lon, row.place.lat]);
      const reach = radius(row.place.reports || 1) + 4;
      const box = [at.x + reach, at.y - row.height / 2, 0, 0];
      if (box[0] + row.width > clientWidth) box[0] = at.x - reach - row.width;
      box[2] = box[0] + row.width;
      box[3] = box[1] + row.height;
      const meets = (other) =>
        box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3];
      const shown =
        taken.length < MOST_LABELS &&
        box[0] >= 0 &&
        box[1] >= 0 &&
        box[2] <= clientWidth &&
        box[3] <= clientHeight &&
        !taken.some(meets);
      row.tag.hidden = !shown;
      if (!shown) continue;
      taken.push(box);
      row.tag.style.transform = `translate(${Math.round(box[0])}px, ${Math.round(box[1])}px)`;
    }
  };
  map.on("move", place);
  map.on("resize", place);
  place();
}

function extent(maplibre, data) {
  const box = new maplibre.LngLatBounds();
  for (const place of data.places) box.extend([place.lon, place.lat]);
  for (const travel of data.travels) for (const end of [travel.from, travel.to]) box.extend(end);
  return box.isEmpty() ? new maplibre.LngLatBounds([-150, -55], [170, 72]) : box;
}

async function draw(figure, parts, given) {
  const maplibre = await import(vendored(figure, "maplibre-gl/maplibre-gl.mjs"));
  const places = [...(given.places || [])].sort((a, b) => (b.reports || 1) - (a.reports || 1));
  const data = { places: places.slice(0, MOST), travels: (given.travels || []).slice(0, MOST) };
  const told = figure.dataset;
  for (const place of data.places) {
    const word = place.reports === 1 ? told.report || "report" : told.reports || "reports";
    if (place.reports) place.detail = `${place.reports} ${word}`;
  }
  const canvas = element("div", "map-canvas");
  parts.stage.append(canvas);
  if (told.credit) parts.caption.append(element("p", "drawing-credit", told.credit));
  const padded = { padding: 60, maxZoom: 5, animate: false };
  const box = extent(maplibre, data);
  const map = new maplibre.Map({
    container: canvas,
    style: style(figure, maplibre, data),
    bounds: box,
    fitBoundsOptions: padded,
    attributionControl: false,
    maplibreLogo: false,
    // Without this it prints as a blank.
    canvasContextAttributes: { preserveDrawingBuffer: true },
    keyboard: false,
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: FARTHEST,
    fadeDuration: 0,
    locale: { "Map.Title": told.label || "" },
  });
  map.touchZoomRotate.disableRotation();
  // The frame is the one stop of the tab key.
  map.getCanvas().tabIndex = -1;
  map.addImage("arrow", arrow(), { sdf: true });
  onScheme(() => map.setStyle(style(figure, maplibre, data), { diff: true }));
  const layer = element("div", "map-labels");
  parts.stage.append(layer);
  labels(map, layer, data.places);
  map.once("idle", () => (canvas.dataset.idle = "yes"));
  const animate = () => !still();
  let on = null;
  const lit = (i) => {
    if (on !== null) map.setFeatureState({ source: "places", id: on }, { on: false });
    on = i < data.places.length ? i : null;
    if (on !== null) map.setFeatureState({ source: "places", id: on }, { on: true });
  };
  const items = [...data.places, ...data.travels];
  return {
    items,
    left: places.length + (given.travels || []).length - items.length,
    view: {
      zoom: (factor) => map.easeTo({ zoom: map.getZoom() + Math.log2(factor), animate: animate() }),
      move: (x, y) => map.panBy([x * 80, y * 80], { animate: animate() }),
      whole: () => map.fitBounds(box, padded),
      show: (item) => {
        lit(items.indexOf(item));
        const at = item.to || [item.lon, item.lat];
        if (!map.getBounds().contains(at)) map.easeTo({ center: at, animate: animate() });
      },
    },
    gone: () => map.remove(),
    ready: (pick) => {
      const over = ["places", "travels"];
      map.on("click", (event) => {
        const { x, y } = event.point;
        const around = [
          [x - 6, y - 6],
          [x + 6, y + 6],
        ];
        const [found] = map.queryRenderedFeatures(around, { layers: over });
        if (found) pick(items[found.properties.at]);
      });
      for (const id of over) {
        map.on("mouseenter", id, () => canvas.classList.add("over"));
        map.on("mouseleave", id, () => canvas.classList.remove("over"));
      }
    },
  };
}

drawings("map", draw);

/* Two options or states on one map: what differs lies on two sides of a line that can be moved. */
"use strict";

const SBD_SIDES = ["before", "after"];

/* Height of each kind of content: a map of an analysis lies on the ground and below all that stands. */
const SBD_HEIGHTS = { ground: 380, heat: 390, shapes: 400, signs: 600, words: 650 };

/* Panes of one side of the swipe, which are cut together; with no side those that both show. */
function sbdPanes(map, side) {
  const panes = { side: side, renderers: {} };
  for (const kind of Object.keys(SBD_HEIGHTS)) {
    panes[kind] = "sbd-" + (side || "both") + "-" + kind;
    map.createPane(panes[kind]).style.zIndex = SBD_HEIGHTS[kind] + (side ? 5 : 0);
  }
  for (const kind of ["ground", "shapes"]) { panes.renderers[kind] = L.svg({ padding: 1, pane: panes[kind] }); } // drawn beyond the edge, so that panning shows no blanks
  return panes;
}

function sbdSwipe(map, content, sides) {
  const holder = map.getContainer(), words = content.words;
  const bar = sbdElement("div", "sbd-swipe");
  const names = {};
  let share = 50;
  bar.tabIndex = 0;
  const marks = { "role": "slider", "aria-orientation": "horizontal", "aria-label": words.swipe, "aria-valuemin": "0", "aria-valuemax": "100" };
  for (const name of Object.keys(marks)) { bar.setAttribute(name, marks[name]); }
  bar.appendChild(sbdElement("span", "sbd-grip", "\u2194"));
  holder.appendChild(bar);
  for (const side of SBD_SIDES) {
    names[side] = sbdElement("div", "sbd-side sbd-side-" + side, content.sides[side]);
    holder.appendChild(names[side]);
  }

  /* The line leaves out an open card: its words are read, and its button is pressed, through no line. */
  let card = null;
  function keepOff(opened) {
    card = opened;
    const line = bar.getBoundingClientRect(), box = card && card.getElement() ? card.getElement().getBoundingClientRect() : null;
    const isFree = !box || box.right < line.left || box.left > line.right;
    const ends = isFree ? [] : [box.top - line.top, box.bottom - line.top];
    bar.style.clipPath = isFree ? "" : "polygon(" +
      [["0", "0"], ["100%", "0"], ["100%", ends[0] + "px"], ["0", ends[0] + "px"],
        ["0", ends[1] + "px"], ["100%", ends[1] + "px"], ["100%", "100%"], ["0", "100%"]].map(function (at) { return at.join(" "); }).join(",") + ")";
  }
  map.on("popupopen", function (event) { keepOff(event.popup); });
  map.on("popupclose", function () { keepOff(null); });

  function cut() {
    const size = map.getSize(), x = size.x * share / 100;
    const corner = map.containerPointToLayerPoint([0, 0]), end = map.containerPointToLayerPoint(size);
    const middle = corner.x + x;
    const edges = { before: [corner.x, middle], after: [middle, end.x] };
    for (const side of SBD_SIDES) {
      const left = edges[side][0], right = edges[side][1];
      const path = "polygon(" + [[left, corner.y], [right, corner.y], [right, end.y], [left, end.y]]
        .map(function (at) { return at[0] + "px " + at[1] + "px"; }).join(",") + ")";
      for (const kind of Object.keys(SBD_HEIGHTS)) { map.getPane(sides[side][kind]).style.clipPath = path; }
    }
    bar.style.left = share + "%";
    keepOff(card);
    names.before.style.maxWidth = "calc(" + share + "% - 70px)";
    names.after.style.maxWidth = "calc(" + (100 - share) + "% - 30px)";
    names.before.hidden = share < 4;
    names.after.hidden = share > 96;
    bar.setAttribute("aria-valuenow", String(Math.round(share)));
    bar.setAttribute("aria-valuetext", words.swipe_at.replace("{share}", Math.round(share))
      .replace("{before}", content.sides.before).replace("{after}", content.sides.after));
  }
  function move(to) { share = Math.min(100, Math.max(0, to)); cut(); }
  function pointed(event) {
    const box = holder.getBoundingClientRect();
    move(100 * (event.clientX - box.left) / box.width);
  }
  L.DomEvent.disableClickPropagation(bar);
  bar.addEventListener("pointerdown", function (event) { bar.setPointerCapture(event.pointerId); event.preventDefault(); bar.focus(); });
  bar.addEventListener("pointermove", function (event) { if (bar.hasPointerCapture(event.pointerId)) { pointed(event); } });
  bar.addEventListener("keydown", function (event) {
    const steps = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2, PageDown: -20, PageUp: 20, Home: -100, End: 100 };
    if (steps[event.key] === undefined) { return; }
    move(share + steps[event.key]);
    event.preventDefault();
    event.stopPropagation();
  });
  map.on("move zoomend resize viewreset", cut);
  /* What is found, or reached with the tabulator, is never left cut away. */
  function reveal(side, at) {
    const x = 100 * map.latLngToContainerPoint(at).x / Math.max(1, map.getSize().x);
    if (side === "before" && x > share - 2) { move(x + 6 > 98 ? 100 : x + 6); }
    if (side === "after" && x < share + 2) { move(x - 6 < 2 ? 0 : x - 6); }
  }
  for (const side of SBD_SIDES) {
    map.getPane(sides[side].signs).addEventListener("focusin", function (event) {
      const box = event.target.getBoundingClientRect(), frame = holder.getBoundingClientRect();
      reveal(side, map.containerPointToLatLng([box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top]));
    });
  }
  cut();
  return { cut: cut, reveal: reveal };
}

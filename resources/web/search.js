/* Search of the interactive map: layers, objects and measures, by name or by number in the register. */
"use strict";

const SBD_MOST_RESULTS = 12;

function sbdFolded(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

function sbdEntry(kind, title, under, more) {
  return Object.assign({ kind: kind, title: title, under: under, folded: sbdFolded(title + " " + under) }, more);
}

/* Everything that can be found. A sign and its shape are one place; so is what both sides show alike;
   places of one name, layer and number are one entry, shown one after the other. */
function sbdIndex(drawn, content) {
  const entries = [], layers = new Map(), named = new Map(), alike = new Map();
  for (const one of drawn) {
    const layer = one.layer, own = new Set();
    if (!layers.has(layer.key)) {
      layers.set(layer.key, true);
      entries.push(sbdEntry("layer", layer.title, "", { places: [{ drawn: one, part: null }] }));
    }
    for (const part of one.parts) {
      const told = part.feature.properties;
      if (!told.title || own.has(told.of)) { continue; }
      if (told.of !== undefined) { own.add(told.of); }
      const there = JSON.stringify([layer.key, told.title, told.number, part.feature.geometry]);
      if (alike.has(there)) { alike.get(there).side = ""; continue; }
      const place = { drawn: one, part: part, side: one.side };
      alike.set(there, place);
      const key = JSON.stringify([layer.key, told.title, told.number]);
      if (!named.has(key)) {
        const under = told.title === layer.title ? "" : layer.title;
        named.set(key, sbdEntry("object", told.title, under, { places: [], number: told.number }));
        entries.push(named.get(key));
      }
      named.get(key).places.push(place);
    }
  }
  return entries;
}

/* What stands under a name: its number, its layer, how many places it has. */
function sbdUnder(entry, words) {
  const number = entry.number ? words.number.replace("{number}", entry.number) : "";
  const many = entry.places.length > 1 ? words.places.replace("{count}", entry.places.length) : "";
  return [number, entry.kind === "layer" ? words.layer : entry.under, many].filter(Boolean).join(" · ");
}

function sbdRank(entry, query, number) {
  if (number !== null && entry.number === number) { return 0; }
  const at = sbdFolded(entry.title).indexOf(query);
  if (at === 0) { return entry.kind === "layer" ? 1 : 2; }
  if (at > 0) { return entry.kind === "layer" ? 3 : 4; }
  const isFound = query.split(/\s+/).every(function (word) { return entry.folded.indexOf(word) >= 0; });
  return isFound ? 5 : -1;
}

function sbdFound(entries, words) {
  const query = sbdFolded(words);
  if (!query) { return []; }
  const digits = /^(?:\D{0,4}\s*)?(\d+)$/.exec(query);
  const number = digits ? Number(digits[1]) : null;
  const ranked = [];
  entries.forEach(function (entry, place) {
    const rank = sbdRank(entry, query, number);
    if (rank >= 0) { ranked.push([rank, place, entry]); }
  });
  ranked.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
  return ranked.map(function (row) { return row[2]; });
}

function sbdGoTo(map, place) {
  place.drawn.show();
  map.getContainer().scrollIntoView({ block: "nearest" }); // on a telephone the map may be out of sight
  const target = place.part || place.drawn.group;
  if (target.getLatLng) {
    map.setView(target.getLatLng(), Math.max(map.getZoom(), 19), { animate: false });
  } else if (target.getBounds && target.getBounds().isValid()) {
    map.fitBounds(target.getBounds(), { animate: false, maxZoom: 20, padding: [40, 40] });
  }
  if (!place.part) { return; }
  place.drawn.reveal(target.getLatLng ? target.getLatLng() : target.getBounds().getCenter());
  target.openPopup();
}

/* What is said of a place that was found: its name, which of how many, and its side of a swipe. */
function sbdSaid(entry, turn, content) {
  const place = entry.places[turn];
  const many = entry.places.length > 1 ? content.words.place_of.replace("{place}", turn + 1).replace("{count}", entry.places.length) : "";
  const name = [entry.title, many, place.side ? content.sides[place.side] : ""].filter(Boolean).join(", ");
  return content.words.shown_on_map.replace("{name}", name);
}

function sbdSearchBox(map, content, entries) {
  const words = content.words;
  const box = sbdElement("search", "sbd-search sbd-tool");
  box.setAttribute("role", "search");
  const label = sbdElement("label", "", words.search);
  const input = sbdElement("input", "");
  const list = sbdElement("ul", "sbd-results");
  const said = sbdElement("p", "sbd-small sbd-said");
  input.type = "text";
  input.id = "sbd-search";
  input.autocomplete = "off";
  input.spellcheck = false;
  label.htmlFor = input.id;
  list.id = "sbd-results";
  list.hidden = true;
  said.setAttribute("role", "status");
  const marks = { "role": "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list", "aria-describedby": "sbd-search-hint" };
  for (const name of Object.keys(marks)) { input.setAttribute(name, marks[name]); }
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.results);
  const hint = sbdElement("p", "sbd-small", words.search_hint);
  hint.id = "sbd-search-hint";
  for (const part of [label, input, list, said, hint]) { box.appendChild(part); }

  let shown = [], chosen = -1, last = null, turn = 0;
  function choose(place) {
    chosen = place;
    Array.from(list.children).forEach(function (row, number) { row.setAttribute("aria-selected", String(number === place)); });
    if (place < 0) { input.removeAttribute("aria-activedescendant"); return; }
    input.setAttribute("aria-activedescendant", "sbd-result-" + place);
    list.children[place].scrollIntoView({ block: "nearest" });
  }
  function fold() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }
  function open(place) {
    if (!shown[place]) { return; }
    last = shown[place];
    turn = 0;
    input.value = last.title;
    fold();
    shows();
  }
  function shows() {
    said.textContent = sbdSaid(last, turn, content);
    sbdGoTo(map, last.places[turn]);
  }
  function next() { turn = (turn + 1) % last.places.length; shows(); }
  function row(entry, place) {
    const made = sbdElement("li", "");
    made.id = "sbd-result-" + place;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    made.appendChild(sbdElement("span", "sbd-name", entry.title));
    made.appendChild(sbdElement("span", "sbd-small", sbdUnder(entry, words)));
    made.addEventListener("mousedown", function (event) { event.preventDefault(); open(place); });
    return made;
  }
  function look() {
    const found = sbdFound(entries, input.value);
    shown = found.slice(0, SBD_MOST_RESULTS);
    list.replaceChildren.apply(list, shown.map(row));
    const isAsked = input.value.trim() !== "";
    list.hidden = !shown.length;
    input.setAttribute("aria-expanded", String(shown.length > 0));
    const told = !found.length ? words.found_none : found.length > shown.length ? words.found_more : words.found;
    said.textContent = isAsked ? told.replace("{count}", found.length).replace("{shown}", shown.length) : "";
    choose(-1);
  }
  input.addEventListener("input", look);
  input.addEventListener("blur", fold);
  input.addEventListener("keydown", function (event) {
    const count = list.hidden ? 0 : shown.length;
    if (event.key === "ArrowDown" && count) { choose((chosen + 1) % count); }
    else if (event.key === "ArrowUp" && count) { choose((chosen + count - 1 + (chosen < 0 ? 1 : 0)) % count); }
    else if (event.key === "Enter" && count) { open(Math.max(chosen, 0)); }
    else if (event.key === "Enter" && last && last.title === input.value) { next(); }
    else if (event.key === "Escape") { if (count) { fold(); } else { input.value = ""; look(); } }
    else { return; }
    event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName || "");
    if (event.key === "/" && !isTyping && !event.ctrlKey && !event.altKey && !event.metaKey) { event.preventDefault(); input.focus(); input.select(); }
  });
  return box;
}

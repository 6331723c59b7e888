/* Measuring on the interactive map: distance and area in metres, by mouse, finger or keys alone. */
"use strict";

/* Metres of a degree of latitude and longitude on the ellipsoid WGS 84: its radii of curvature. */
function sbdMetres(latitude) {
  const a = 6378137, e2 = 0.00669437999014, turn = Math.PI / 180;
  const sine = Math.sin(latitude * turn), root = 1 - e2 * sine * sine;
  return [a * (1 - e2) / Math.pow(root, 1.5) * turn, a / Math.sqrt(root) * Math.cos(latitude * turn) * turn];
}

function sbdDistance(a, b) {
  const scale = sbdMetres((a.lat + b.lat) / 2);
  return Math.hypot((a.lat - b.lat) * scale[0], (a.lng - b.lng) * scale[1]);
}

function sbdLength(points, isClosed) {
  let total = 0;
  for (let place = 1; place < points.length; place += 1) { total += sbdDistance(points[place - 1], points[place]); }
  return isClosed && points.length > 2 ? total + sbdDistance(points[points.length - 1], points[0]) : total;
}

function sbdArea(points) {
  if (points.length < 3) { return 0; }
  const middle = points.reduce(function (sum, point) { return sum + point.lat; }, 0) / points.length;
  const scale = sbdMetres(middle), first = points[0];
  const flat = points.map(function (point) { return [(point.lng - first.lng) * scale[1], (point.lat - first.lat) * scale[0]]; });
  let twice = 0;
  flat.forEach(function (here, place) {
    const next = flat[(place + 1) % flat.length];
    twice += here[0] * next[1] - next[0] * here[1];
  });
  return Math.abs(twice) / 2;
}

function sbdNumber(value, language) {
  const digits = value < 100 ? 1 : 0;
  return value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function sbdRuler(map, content) {
  const words = content.words, holder = map.getContainer();
  const box = sbdElement("section", "sbd-ruler sbd-tool");
  box.setAttribute("aria-label", words.measuring);
  const said = sbdElement("p", "sbd-measured");
  said.setAttribute("role", "status");
  const hint = sbdElement("p", "sbd-small", words.measure_hint);
  hint.hidden = true;
  const cross = sbdElement("div", "sbd-cross");
  cross.setAttribute("aria-hidden", "true");
  cross.hidden = true;
  holder.appendChild(cross);
  const ink = { color: "#1a1c20", weight: 3, dashArray: "2 6", fillColor: "#1a1c20", fillOpacity: 0.12, interactive: false };
  const shapes = { distance: L.polyline([], ink), area: L.polygon([], ink) };
  const dots = L.layerGroup();
  let mode = "", last = "distance", points = []; // what was measured last stays on the map
  const buttons = {};

  function told() {
    const length = sbdNumber(sbdLength(points, last === "area"), content.language);
    if (last === "area") {
      return words.area_is.replace("{area}", sbdNumber(sbdArea(points), content.language)).replace("{length}", length);
    }
    return words.distance_is.replace("{length}", length);
  }
  function draw() {
    const isArea = last === "area";
    for (const key of Object.keys(shapes)) { map.removeLayer(shapes[key]); }
    if (points.length > 1) { shapes[last].setLatLngs(points).addTo(map); }
    dots.clearLayers();
    points.forEach(function (point) { L.circleMarker(point, { radius: 4, color: "#1a1c20", weight: 2, fillColor: "#fff", fillOpacity: 1, interactive: false }).addTo(dots); });
    said.textContent = points.length > (isArea ? 2 : 1) ? told() : mode ? words["points_" + mode] : "";
  }
  function add(at) { points = points.concat([at]); draw(); }
  function end() {
    mode = "";
    cross.hidden = hint.hidden = true;
    holder.classList.remove("sbd-measuring");
    map.doubleClickZoom.enable();
    for (const key of Object.keys(buttons)) { buttons[key].setAttribute("aria-pressed", "false"); }
  }
  function begin(key) {
    end();
    mode = last = key;
    points = [];
    dots.addTo(map);
    hint.hidden = false;
    holder.classList.add("sbd-measuring");
    map.doubleClickZoom.disable();
    map.closePopup();
    buttons[key].setAttribute("aria-pressed", "true");
    draw();
    holder.scrollIntoView({ block: "nearest" });
    holder.focus({ preventScroll: true });
  }
  function clear() { points = []; end(); draw(); map.removeLayer(dots); }

  const row = sbdElement("div", "sbd-buttons");
  function button(key, name, deed) {
    const made = sbdElement("button", "", name);
    made.type = "button";
    made.id = "sbd-" + key;
    made.addEventListener("click", deed);
    row.appendChild(made);
    return made;
  }
  for (const key of ["distance", "area"]) {
    buttons[key] = button(key, words[key], function () { if (mode === key) { end(); } else { begin(key); } });
    buttons[key].setAttribute("aria-pressed", "false");
  }
  button("clear", words.clear, clear);
  map.on("click", function (event) { if (mode) { add(event.latlng); } });
  holder.addEventListener("focus", function () { cross.hidden = !mode; });
  holder.addEventListener("blur", function () { cross.hidden = true; });
  holder.addEventListener("keydown", function (event) {
    if (!mode || event.target !== holder) { return; }
    const steps = { ArrowLeft: [-4, 0], ArrowRight: [4, 0], ArrowUp: [0, -4], ArrowDown: [0, 4] };
    if (event.key === "Enter" || event.key === " ") { add(map.getCenter()); }
    else if (event.key === "Backspace") { points = points.slice(0, -1); draw(); }
    else if (event.key === "Escape") { const back = buttons[mode]; end(); back.focus(); }
    else if (event.ctrlKey && steps[event.key]) { map.panBy(steps[event.key], { animate: false }); }
    else { return; }
    event.preventDefault();
    event.stopPropagation();
  }, true);
  for (const part of [sbdElement("h2", "", words.measuring), row, said, hint]) { box.appendChild(part); }
  return box;
}

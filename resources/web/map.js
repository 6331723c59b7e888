/* The interactive map. Everything a file or a person wrote reaches the page as text, never as markup. */
"use strict";

function sbdElement(tag, className, words) {
  const made = document.createElement(tag);
  if (className) { made.className = className; }
  if (words !== undefined && words !== null) { made.textContent = words; }
  return made;
}

function sbdCard(properties) {
  const card = sbdElement("div", "sbd-card");
  card.appendChild(sbdElement("p", "sbd-card-title", properties.title));
  if (properties.rows && properties.rows.length) {
    const table = sbdElement("table", "");
    for (const row of properties.rows) {
      const line = sbdElement("tr", "");
      const head = sbdElement("th", "", row[0]);
      head.scope = "row";
      line.appendChild(head);
      line.appendChild(sbdElement("td", "", row[1]));
      table.appendChild(line);
    }
    card.appendChild(table);
  }
  return card;
}

function sbdSign(mark, size) {
  const holder = sbdElement("div", "sbd-sign");
  const parsed = new DOMParser().parseFromString(mark, "image/svg+xml").documentElement;
  parsed.setAttribute("width", size);
  parsed.setAttribute("height", size);
  parsed.setAttribute("aria-hidden", "true");
  holder.appendChild(document.importNode(parsed, true));
  return holder;
}

function sbdWritten(drawn, properties, panes) {
  const words = sbdElement("span", "", properties.label);
  words.style.color = properties.colour;
  const look = properties.card ? "sbd-annotation sbd-annotation-card" : "sbd-annotation";
  drawn.bindTooltip(words, { permanent: true, direction: "center", className: look, opacity: 1, pane: panes.words });
}

/* One layer on the map; `panes` are those of a side of the swipe, or those of both. */
function sbdLayer(map, layer, content, panes) {
  const group = L.featureGroup(), parts = [];
  const kind = layer.ground ? "ground" : "shapes";
  const there = { pane: panes[kind], renderer: panes.renderers[kind] };
  if (layer.image) {
    L.imageOverlay(layer.image, layer.bounds, { opacity: layer.opacity, alt: layer.title, className: "sbd-heat", pane: panes.heat }).addTo(group);
  } else {
    L.geoJSON(layer.features, Object.assign({
      style: function (feature) { return sbdStyle(layer, feature); },
      pointToLayer: function (feature, at) { return sbdPoint(layer, content, panes, there, feature, at); },
      onEachFeature: function (feature, drawn) {
        parts.push(drawn);
        if (feature.properties.label) { sbdWritten(drawn, feature.properties, panes); }
        if (feature.properties.title) { drawn.bindPopup(function () { return sbdCard(feature.properties); }); }
      },
      interactive: layer.interactive,
    }, there)).addTo(group);
  }
  return { layer: layer, group: group, parts: parts, side: panes.side, show: function () {}, reveal: function () {} };
}

function sbdStyle(layer, feature) {
  if (feature.properties.style) { return Object.assign({}, layer.style, feature.properties.style); }
  const isArea = feature.geometry.type.indexOf("Polygon") >= 0;
  return isArea && layer.style.fillAreas ? layer.style : Object.assign({}, layer.style, { fill: false });
}

function sbdPoint(layer, content, panes, there, feature, at) {
  const sign = content.signs[feature.properties.sign];
  if (!sign) { return L.circleMarker(at, Object.assign({}, layer.style, { radius: layer.style.radius || 3, fill: true, fillOpacity: 0.9, weight: 1 }, there)); }
  const look = {
    icon: L.divIcon({ html: sbdSign(sign, 26), className: "sbd-icon", iconSize: [26, 26] }),
    title: feature.properties.title, alt: feature.properties.title, keyboard: true, pane: panes.signs,
  };
  return L.marker(at, look);
}

/* Every layer, from below: what both sides of a swipe share, then what differs, each on its side. */
function sbdDrawn(map, content, panes) {
  const drawn = content.layers.map(function (layer) { return sbdLayer(map, layer, content, layer.isSplit ? panes.after : panes.both); });
  for (const layer of content.before || []) { drawn.push(sbdLayer(map, layer, content, panes.before)); }
  return drawn;
}

/* Stands on the sheet of the map when the page is printed; on the screen the column says it. */
function sbdPrintedTitle(content) {
  const made = sbdElement("div", "sbd-printed");
  made.setAttribute("aria-hidden", "true");
  made.appendChild(sbdElement("span", "sbd-tlp sbd-tlp-" + content.labelClass, content.label));
  made.appendChild(sbdElement("strong", "", content.title));
  made.appendChild(sbdElement("span", "", content.subtitle));
  return made;
}

function sbdBuild(map) {
  const content = JSON.parse(document.getElementById("sbd-content").textContent);
  const panes = { both: sbdPanes(map, "") };
  if (content.before) { SBD_SIDES.forEach(function (side) { panes[side] = sbdPanes(map, side); }); }
  const drawn = sbdDrawn(map, content, panes);
  drawn.forEach(function (one) { if (one.layer.visible) { one.group.addTo(map); } });
  document.body.appendChild(sbdPanel(map, content, drawn));
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  if (content.attribution) {
    const credit = sbdElement("span", "", content.attribution);
    L.control.attribution({ prefix: false, position: "bottomleft" }).addAttribution(credit.innerHTML).addTo(map);
  }
  map.invalidateSize();
  map.fitBounds(content.bounds, { padding: [16, 16], animate: false });
  if (content.before) {
    const swipe = sbdSwipe(map, content, panes);
    drawn.forEach(function (one) { if (one.side) { one.reveal = function (at) { swipe.reveal(one.side, at); }; } });
  }
  const printed = function () { map.invalidateSize({ animate: false }); map.fitBounds(content.bounds, { animate: false }); };
  window.matchMedia("print").addEventListener("change", printed);
  map.on("popupopen", function (event) {
    const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
    if (close) { close.setAttribute("aria-label", content.words.close); close.title = content.words.close; }
  });
  const holder = map.getContainer();
  holder.appendChild(sbdPrintedTitle(content));
  holder.setAttribute("role", "application");
  holder.setAttribute("aria-label", content.words.map);
  for (const key of ["in", "out"]) {
    const zoom = holder.querySelector(".leaflet-control-zoom-" + key);
    zoom.title = content.words["zoom_" + key];
    zoom.setAttribute("aria-label", content.words["zoom_" + key]);
  }
}

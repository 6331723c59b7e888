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
  card.appendChild(sbdElement("h3", "", properties.title));
  if (properties.rows && properties.rows.length) {
    const table = sbdElement("table", "");
    for (const row of properties.rows) {
      const line = sbdElement("tr", "");
      line.appendChild(sbdElement("th", "", row[0]));
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

function sbdWritten(drawn, properties) {
  const words = sbdElement("span", "", properties.label);
  words.style.color = properties.colour;
  const look = properties.card ? "sbd-annotation sbd-annotation-card" : "sbd-annotation";
  drawn.bindTooltip(words, { permanent: true, direction: "center", className: look, opacity: 1 });
}

function sbdLayer(layer, content) {
  const group = L.featureGroup();
  L.geoJSON(layer.features, {
    style: function (feature) {
      if (feature.properties.style) { return Object.assign({}, layer.style, feature.properties.style); }
      const isArea = feature.geometry.type.indexOf("Polygon") >= 0;
      return isArea && layer.style.fillAreas ? layer.style : Object.assign({}, layer.style, { fill: false });
    },
    pointToLayer: function (feature, at) {
      const sign = content.signs[feature.properties.sign];
      if (!sign) { return L.circleMarker(at, Object.assign({}, layer.style, { radius: layer.style.radius || 3, fill: true, fillOpacity: 0.9, weight: 1 })); }
      return L.marker(at, {
        icon: L.divIcon({ html: sbdSign(sign, 26), className: "sbd-icon", iconSize: [26, 26] }),
        title: feature.properties.title, alt: feature.properties.title, keyboard: true,
      });
    },
    onEachFeature: function (feature, drawn) {
      if (feature.properties.label) { sbdWritten(drawn, feature.properties); }
      if (feature.properties.title) { drawn.bindPopup(function () { return sbdCard(feature.properties); }); }
    },
    interactive: layer.interactive,
  }).addTo(group);
  return group;
}

function sbdSwatch(layer, content) {
  const sign = layer.sign && content.signs[layer.sign];
  if (sign) { return sbdSign(sign, 18); }
  const swatch = sbdElement("span", layer.isDots ? "sbd-swatch sbd-dot" : "sbd-swatch");
  swatch.style.background = layer.style.fill === false ? "transparent" : (layer.style.fillColor || layer.style.color);
  swatch.style.opacity = 1;
  swatch.style.border = (layer.style.weight ? "2px " + (layer.style.dashArray ? "dashed " : "solid ") : "0 solid ") + (layer.style.color || "transparent");
  return swatch;
}

function sbdLayerRow(map, content, groups, place) {
  const layer = content.layers[place];
  const row = sbdElement("label", "");
  const check = sbdElement("input", "");
  check.type = "checkbox";
  check.checked = layer.visible;
  check.addEventListener("change", function () {
    if (check.checked) { groups[place].addTo(map); sbdOrder(map, content, groups); }
    else { map.removeLayer(groups[place]); }
  });
  row.appendChild(check);
  row.appendChild(sbdSwatch(layer, content));
  row.appendChild(sbdElement("span", "sbd-name", layer.title));
  row.appendChild(sbdElement("span", "sbd-count", layer.count));
  return row;
}

function sbdLayerList(map, content, groups, group) {
  const box = sbdElement("fieldset", "sbd-layers");
  box.appendChild(sbdElement("legend", "", content.words[group]));
  const places = content.layers.map(function (_, place) { return place; })
    .filter(function (place) { return content.layers[place].group === group; });
  if (group === "plan") { places.reverse(); } // what lies on top is read first
  for (const place of places) { box.appendChild(sbdLayerRow(map, content, groups, place)); }
  return places.length ? box : document.createDocumentFragment();
}

function sbdOrder(map, content, groups) {
  groups.forEach(function (group) { if (map.hasLayer(group)) { group.bringToFront(); } });
}

function sbdLedger(ledger) {
  const part = sbdElement("section", "sbd-ledger sbd-" + ledger.key);
  part.appendChild(sbdElement("h2", "", ledger.title));
  const isLong = ledger.figure.length > 7;
  part.appendChild(sbdElement("p", isLong ? "sbd-figure sbd-long" : "sbd-figure", ledger.figure));
  const bar = sbdElement("div", "sbd-bar");
  const sure = sbdElement("div", "sbd-sure");
  sure.style.width = ledger.low + "%";
  const doubt = sbdElement("div", "sbd-doubt");
  doubt.style.left = ledger.low + "%";
  doubt.style.width = Math.max(0, ledger.high - ledger.low) + "%";
  bar.appendChild(sure);
  bar.appendChild(doubt);
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", ledger.spoken);
  part.appendChild(bar);
  for (const sentence of ledger.sentences) { part.appendChild(sbdElement("p", "", sentence)); }
  return part;
}

function sbdPanel(map, content, groups) {
  const panel = sbdElement("aside", "sbd-panel");
  panel.setAttribute("aria-label", content.title);
  const head = sbdElement("header", "");
  head.appendChild(sbdElement("h1", "", content.title));
  head.appendChild(sbdElement("span", "sbd-tlp sbd-tlp-" + content.labelClass, content.label));
  panel.appendChild(head);
  panel.appendChild(sbdElement("p", "sbd-small", content.subtitle));
  const ledgers = sbdElement("div", "sbd-ledgers");
  for (const ledger of content.ledgers) { ledgers.appendChild(sbdLedger(ledger)); }
  panel.appendChild(ledgers);
  panel.appendChild(sbdLayerList(map, content, groups, "measures"));
  panel.appendChild(sbdLayerList(map, content, groups, "annotations"));
  panel.appendChild(sbdLayerList(map, content, groups, "plan"));
  const foot = sbdElement("footer", "");
  for (const note of content.notes) { foot.appendChild(sbdElement("p", "sbd-small", note)); }
  foot.appendChild(sbdElement("span", "sbd-tlp sbd-tlp-" + content.labelClass, content.label));
  panel.appendChild(foot);
  return panel;
}

function sbdBuild(map) {
  const content = JSON.parse(document.getElementById("sbd-content").textContent);
  map.options.renderer = L.svg({ padding: 1 }); // drawn beyond the edge, so that panning shows no blanks
  const groups = content.layers.map(function (layer) { return sbdLayer(layer, content); });
  groups.forEach(function (group, place) { if (content.layers[place].visible) { group.addTo(map); } });
  document.body.appendChild(sbdPanel(map, content, groups));
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  if (content.attribution) {
    const credit = sbdElement("span", "", content.attribution);
    L.control.attribution({ prefix: false, position: "bottomleft" }).addAttribution(credit.innerHTML).addTo(map);
  }
  map.invalidateSize();
  map.fitBounds(content.bounds, { padding: [16, 16] });
  const printed = function () { map.invalidateSize({ animate: false }); map.fitBounds(content.bounds, { animate: false }); };
  window.matchMedia("print").addEventListener("change", printed);
  const skip = document.querySelector(".leaflet-container");
  skip.setAttribute("role", "application");
  skip.setAttribute("aria-label", content.words.map);
}

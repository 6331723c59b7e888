/* The column beside the interactive map: title, tools, scores, layers that are also its legend. */
"use strict";

function sbdSwatch(layer, content) {
  const sign = layer.sign && content.signs[layer.sign];
  if (sign) { return sbdSign(sign, 18); }
  const swatch = sbdElement("span", layer.isDots ? "sbd-swatch sbd-dot" : "sbd-swatch");
  swatch.style.background = layer.style.fill === false ? "transparent" : (layer.style.fillColor || layer.style.color);
  swatch.style.opacity = 1;
  swatch.style.border = (layer.style.weight ? "2px " + (layer.style.dashArray ? "dashed " : "solid ") : "0 solid ") + (layer.style.color || "transparent");
  return swatch;
}

function sbdCount(members) {
  const told = { before: 0, after: 0 };
  if (!members[0].side) { return String(members[0].layer.count); }
  for (const one of members) { told[one.side] = one.layer.count; }
  return told.before === told.after ? String(told.after) : told.before + " \u2192 " + told.after;
}

function sbdLayerRow(map, drawn, members, content) {
  const layer = members[0].layer;
  const row = sbdElement("label", "");
  const check = sbdElement("input", "");
  check.type = "checkbox";
  check.checked = layer.visible;
  function follow() {
    for (const one of members) {
      if (check.checked) { one.group.addTo(map); } else { map.removeLayer(one.group); }
    }
    if (check.checked) { sbdOrder(map, drawn); }
  }
  check.addEventListener("change", follow);
  for (const one of members) { one.show = function () { if (!check.checked) { check.checked = true; follow(); } }; }
  row.appendChild(check);
  if (!layer.legend) { row.appendChild(sbdSwatch(layer, content)); }
  const side = layer.legend && members[0].side ? " (" + content.sides[members[0].side] + ")" : "";
  row.appendChild(sbdElement("span", "sbd-name", layer.title + side));
  if (!layer.legend) { row.appendChild(sbdElement("span", "sbd-count", sbdCount(members))); }
  return row;
}

/* Colours of a map of an analysis, in words. */
function sbdSteps(layer) {
  const list = sbdElement("ul", "sbd-steps");
  for (const step of layer.legend) {
    const row = sbdElement("li", "");
    const swatch = sbdElement("span", "sbd-swatch");
    swatch.style.background = step[1];
    row.appendChild(swatch);
    row.appendChild(sbdElement("span", "", step[0]));
    list.appendChild(row);
  }
  return list;
}

function sbdLayerList(map, content, drawn, group) {
  const box = sbdElement("fieldset", "sbd-layers");
  box.appendChild(sbdElement("legend", "", content.words[group]));
  const rows = new Map();
  for (const one of drawn.filter(function (one) { return one.layer.group === group; })) {
    if (!rows.has(one.layer.key)) { rows.set(one.layer.key, []); }
    rows.get(one.layer.key).push(one);
  }
  const members = Array.from(rows.values());
  if (group === "plan") { members.reverse(); } // what lies on top is read first
  for (const row of members) {
    const made = box.appendChild(sbdElement("div", "sbd-row"));
    made.appendChild(sbdLayerRow(map, drawn, row, content));
    if (row[0].layer.legend) { made.appendChild(sbdSteps(row[0].layer)); }
  }
  return members.length ? box : document.createDocumentFragment();
}

function sbdOrder(map, drawn) {
  drawn.forEach(function (one) { if (map.hasLayer(one.group)) { one.group.bringToFront(); } });
}

function sbdLedger(ledger, level) {
  const part = sbdElement("section", "sbd-ledger sbd-" + ledger.key);
  part.appendChild(sbdElement(level, "", ledger.title));
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

function sbdScores(ledgers, name) {
  const part = sbdElement("section", "sbd-scores");
  if (name) { part.appendChild(sbdElement("h2", "", name)); }
  const row = part.appendChild(sbdElement("div", "sbd-ledgers"));
  for (const ledger of ledgers) { row.appendChild(sbdLedger(ledger, name ? "h3" : "h2")); }
  return part;
}

function sbdPanel(map, content, drawn) {
  const panel = sbdElement("main", "sbd-panel");
  panel.setAttribute("aria-label", content.title);
  const head = sbdElement("header", "");
  head.appendChild(sbdElement("h1", "", content.title));
  head.appendChild(sbdElement("span", "sbd-tlp sbd-tlp-" + content.labelClass, content.label));
  panel.appendChild(head);
  panel.appendChild(sbdElement("p", "sbd-small", content.subtitle));
  panel.appendChild(sbdSearchBox(map, content, sbdIndex(drawn, content)));
  panel.appendChild(sbdRuler(map, content));
  if (content.before) {
    panel.appendChild(sbdScores(content.ledgersBefore, content.sides.before));
    panel.appendChild(sbdScores(content.ledgers, content.sides.after));
    for (const sentence of content.changes) { panel.appendChild(sbdElement("p", "sbd-change", sentence)); }
  } else { panel.appendChild(sbdScores(content.ledgers, "")); }
  for (const group of ["analyses", "measures", "place_notes", "annotations", "plan"]) { panel.appendChild(sbdLayerList(map, content, drawn, group)); }
  const foot = sbdElement("footer", "");
  for (const note of content.notes) { foot.appendChild(sbdElement("p", "sbd-small", note)); }
  foot.appendChild(sbdElement("span", "sbd-tlp sbd-tlp-" + content.labelClass, content.label));
  panel.appendChild(foot);
  return panel;
}

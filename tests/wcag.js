/* What a page breaks of WCAG 2.2, level A and AA, as far as a machine can tell. Its value is a list of sentences. */
(function () {
  "use strict";
  const faults = [];
  const named = function (one) { return "<" + one.tagName.toLowerCase() + (one.id ? "#" + one.id : "") + " " + (one.getAttribute("class") || "") + "> " + (one.textContent || "").trim().slice(0, 40); };
  const fault = function (what, one) { faults.push(what + (one ? ": " + named(one) : "")); };
  const all = function (selector) { return Array.from(document.querySelectorAll(selector)); };
  const isShown = function (one) { return one.checkVisibility({ opacityProperty: true, visibilityProperty: true }); };
  const spoken = function (one) {
    const by = one.getAttribute("aria-labelledby");
    const label = one.labels && one.labels.length ? one.labels[0].textContent : "";
    const title = one.querySelector ? one.querySelector(":scope > title") : null;
    return [one.getAttribute("aria-label"), by && by.split(" ").map(function (id) { const other = document.getElementById(id); return other ? other.textContent : ""; }).join(" "),
      label, one.getAttribute("alt"), title && title.textContent, one.getAttribute("title"),
      /^(BUTTON|A)$/i.test(one.tagName) ? one.textContent : ""].some(function (words) { return words && words.trim(); });
  };

  if (!document.documentElement.lang) { fault("no language"); }
  if (!document.title.trim()) { fault("no title"); }
  for (const one of all("meta[name=viewport]")) {
    if (/user-scalable\s*=\s*(no|0)|maximum-scale\s*=\s*[0-4](\.|,|\s|$)/.test(one.content)) { fault("a page that cannot be enlarged"); }
  }
  if (all("main").length !== 1) { fault("not one main part"); }
  const heads = all("h1,h2,h3,h4,h5,h6").filter(isShown);
  if (heads.filter(function (one) { return one.tagName === "H1"; }).length !== 1) { fault("not one first heading"); }
  heads.reduce(function (before, one) {
    const level = Number(one.tagName[1]);
    if (level > before + 1) { fault("a level of headings is left out", one); }
    if (!one.textContent.trim()) { fault("an empty heading", one); }
    return level;
  }, 0);
  for (const one of all("img, [role=img], svg")) {
    const isHidden = one.closest("[aria-hidden=true]") || one.closest("svg svg, [role=img] *") || one.closest(".leaflet-pane svg");
    if (!isHidden && !(one.tagName === "IMG" ? one.hasAttribute("alt") : spoken(one))) { fault("a picture without words", one); }
  }
  for (const one of all("input, select, textarea, button, a[href], [role=slider], [role=listbox], [role=application], fieldset")) {
    const isNamed = one.tagName === "FIELDSET" ? one.querySelector("legend") : spoken(one);
    if (isShown(one) && !isNamed) { fault("a control without a name", one); }
  }
  for (const table of all("table")) {
    const cells = Array.from(table.querySelectorAll("th"));
    if (!cells.length) { fault("a table without heads", table); }
    for (const one of cells) { if (!one.textContent.trim()) { fault("an empty head of a table", one); } }
    for (const one of cells) { if (!one.scope) { fault("a head of a table without its direction", one); } }
  }
  const ids = all("[id]").map(function (one) { return one.id; });
  for (const id of new Set(ids.filter(function (id, place) { return ids.indexOf(id) !== place; }))) { fault("an id twice: " + id); }
  for (const name of ["aria-controls", "aria-labelledby", "aria-describedby", "aria-activedescendant", "for"]) {
    for (const one of all("[" + name + "]")) {
      for (const id of one.getAttribute(name).split(" ")) { if (!document.getElementById(id)) { fault(name + " leads nowhere", one); } }
    }
  }
  for (const one of all("a[href^='#']:not([role=button])")) { if (one.hash.length > 1 && !document.getElementById(decodeURIComponent(one.hash.slice(1)))) { fault("a link leads nowhere", one); } }
  for (const one of all("[tabindex]")) { if (one.tabIndex > 0) { fault("an order of its own", one); } }
  for (const one of all("[role=slider]")) { if (one.getAttribute("aria-valuenow") === null) { fault("a slider without value", one); } }

  /* contrast, 1.4.3 */
  const channels = function (colour) { const found = colour.match(/[\d.]+/g).map(Number); return found.length < 4 ? found.concat([1]) : found; };
  const over = function (top, below) { return [0, 1, 2].map(function (at) { return top[at] * top[3] + below[at] * (1 - top[3]); }).concat([1]); };
  const light = function (colour) {
    const parts = colour.slice(0, 3).map(function (part) { const share = part / 255; return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4); });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ground = function (one) {
    const layers = [];
    for (let at = one; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      layers.push(colour);
      if (colour[3] === 1) { break; }
    }
    return layers.reverse().reduce(function (below, top) { return over(top, below); }, [255, 255, 255, 1]);
  };
  let read = 0;
  for (const one of document.body.querySelectorAll("*")) {
    const hasWords = Array.from(one.childNodes).some(function (node) { return node.nodeType === 3 && node.textContent.trim(); });
    if (!hasWords || !isShown(one) || one.closest("svg, script, style, .leaflet-tooltip-pane, [class*=words-pane], [aria-hidden=true]")) { continue; }
    const look = getComputedStyle(one), below = ground(one);
    const ink = over(channels(look.color), below);
    const pair = [light(ink), light(below)].sort(function (a, b) { return b - a; });
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05), size = parseFloat(look.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(look.fontWeight) >= 700);
    read += 1;
    if (contrast < (isLarge ? 3 : 4.5)) { fault("contrast " + contrast.toFixed(2) + " of " + look.color, one); }
  }
  if (read < 10) { fault("hardly any words to be seen"); }

  /* focus that is seen, 2.4.7, and targets of 24 pixels, 2.5.8 */
  const reached = all("a[href], button, input, select, textarea, [tabindex='0']").filter(isShown);
  for (const one of reached.slice(0, 60)) {
    one.focus({ focusVisible: true, preventScroll: true });
    const seen = [one].concat(Array.from(one.children)).some(function (part) { const look = getComputedStyle(part); return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2; });
    if (!seen) { fault("a focus nobody sees", one); }
  }
  if (document.activeElement) { document.activeElement.blur(); }
  for (const one of all("button, input, select, [role=slider], .leaflet-control a, .leaflet-popup-close-button").filter(isShown)) {
    const box = (one.closest("label") || one).getBoundingClientRect();
    if (box.width < 24 || box.height < 24) { fault("a target of " + Math.round(box.width) + " x " + Math.round(box.height), one); }
  }
  return faults;
})();

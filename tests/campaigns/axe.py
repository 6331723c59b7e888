"""Web pages against axe-core, in a real browser without a network; run by hand.

axe-core is no part of the product: ``npm install axe-core`` anywhere, then
``python -m tests.campaigns.axe FOLDER/node_modules/axe-core/axe.min.js OUT.json PAGE.html…``.
Every page is read in the light and the dark scheme, and once at a width of 320 pixels.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.browser import Browser, browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """axe.run(document, {runOnly: {type: "tag", values: %s}}).then(function (found) {
  const brief = function (one) { return {rule: one.id, impact: one.impact, nodes: one.nodes.length,
    first: one.nodes[0].html.slice(0, 160)}; };
  return {version: found.testEngine.version, passes: found.passes.length,
    violations: found.violations.map(brief), to_review: found.incomplete.map(brief)}; })"""
IS_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
WIDE, NARROW = (1200, 900), (320, 640)


def checked(tab: Browser, page: Path, axe: str, scheme: str) -> dict[str, Any]:
    """What axe-core finds on a page."""
    tab.console.clear()
    tab.requests.clear()
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.ask("Emulation.setEmulatedMedia", features=features)
    tab.open(page, *WIDE)
    asked = [one for one in tab.requests if not one.startswith(("file:", "data:"))]
    said = {"console": len(tab.console), "requests": len(asked)}
    tab.run(f"{axe};0")
    found: dict[str, Any] = tab.run(RUN % json.dumps(RULES))
    tab.resize(*NARROW)
    return {"page": page.name, "scheme": scheme, **said, **found, "is_wider": tab.run(IS_WIDER)}


def main(axe: Path, out: Path, pages: list[Path]) -> None:
    """Check pages and keep what was found."""
    code = axe.read_text(encoding="utf-8")
    with browser() as tab:
        version = tab.ask("Browser.getVersion")["product"]
        runs = [
            checked(tab, page.resolve(), code, scheme)
            for page in pages
            for scheme in ("light", "dark")
        ]
    to_review: dict[str, int] = {}
    for run in runs:
        for one in run["to_review"]:
            to_review[one["rule"]] = to_review.get(one["rule"], 0) + one["nodes"]
    told = {
        "browser": version,
        "axe_core": runs[0]["version"],
        "rules": RULES,
        "pages": len(pages),
        "runs": len(runs),
        "violations": [{"page": run["page"], **one} for run in runs for one in run["violations"]],
        "to_review_by_hand": to_review,
        "console_messages": sum(run["console"] for run in runs),
        "requests": sum(run["requests"] for run in runs),
        "wider_than_320_pixels": [run["page"] for run in runs if run["is_wider"]],
        "names": sorted({run["page"] for run in runs}),
    }
    out.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(one) for one in sys.argv[3:]])

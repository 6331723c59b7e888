"""Make a folium page self-contained: assets inlined from their packages, no request to anywhere.

Source: folium 0.20.0 names its assets in `default_js` and `default_css`; Leaflet 1.9.3 and jQuery
3.7.1 come from the packages xstatic-leaflet and xstatic-jquery. Whatever else folium names
(bootstrap, icon fonts) is not needed and is dropped; an asset we do not know stops the export.
"""

import base64
import hashlib
import html
import mimetypes
import re
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.errors import ExportError
from sbd_tool.domain.text import text

POLICY: Final = (
    "default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'"
)
"""Only the very scripts of the page run: none from an attribute, a link, or slipped in later."""
# Last part of the address folium writes -> (package, file), or None for what is left out.
ASSETS: Final[Mapping[str, tuple[str, str] | None]] = {
    "leaflet.js": ("xstatic.pkg.leaflet", "leaflet.js"),
    "leaflet.css": ("xstatic.pkg.leaflet", "leaflet.css"),
    "jquery-3.7.1.min.js": ("xstatic.pkg.jquery", "jquery.min.js"),
    "bootstrap.bundle.min.js": None,
    "bootstrap.min.css": None,
    "bootstrap-glyphicons.css": None,
    "all.min.css": None,
    "leaflet.awesome-markers.js": None,
    "leaflet.awesome-markers.css": None,
    "leaflet.awesome.rotate.min.css": None,
}
_SCRIPT: Final = re.compile(r'<script[^>]*\bsrc="([^"]+)"[^>]*>\s*</script>')
_RUN: Final = re.compile(r"<script([^>]*)>(.*?)</script>", re.DOTALL)
_LINK: Final = re.compile(r'<link[^>]*\bhref="([^"]+)"[^>]*/?>')
_URL: Final = re.compile(r"url\(([^)]+)\)")
_RANDOM_ID: Final = re.compile(r"[0-9a-f]{32}")

_VIEWPORT: Final = re.compile(r'<meta name="viewport"[^>]*>')
_ZOOMABLE: Final = '<meta name="viewport" content="width=device-width, initial-scale=1">'
"""Folium forbids readers to enlarge the page; WCAG 2.2, 1.4.4 wants them to."""


def offline_html(page: Any, *, title: str, language: str, seal: str = "") -> str:
    """The page of a folium map as one file.

    Args:
        page: A ``folium.Map``.
        title: Title of the page; escaped here.
        language: Language code for the ``lang`` attribute.
        seal: What the page was made from.

    Returns:
        HTML whose own policy forbids every request. Random ids are numbered in order of
        appearance, so equal maps give equal bytes.

    Raises:
        ExportError: folium names an asset we do not carry.
    """
    written = str(page.get_root().render())
    written = _SCRIPT.sub(lambda found: _script(found.group(1)), written)
    written = _LINK.sub(lambda found: _style(found.group(1)), written)
    head = (
        '<meta http-equiv="Content-Security-Policy" content="@policy@">'
        f"<title>{html.escape(title)}</title>"
        '<meta name="robots" content="noindex">'
        f'<meta name="sbd-seal" content="{html.escape(seal)}">'
        '<link rel="icon" href="data:,">'
    )
    written = _VIEWPORT.sub(_ZOOMABLE, written)
    written = written.replace("<head>", "<head>" + head, 1)
    written = written.replace("<html>", f'<html lang="{html.escape(language)}">', 1)
    written = _numbered(written)
    policy = POLICY.format(scripts=_digests(written))
    return written.replace("@policy@", policy, 1)


def _digests(written: str) -> str:
    """Digests of all scripts as they stand, by which the policy knows them."""
    codes = (code for kind, code in _RUN.findall(written) if "json" not in kind)
    digests = (hashlib.sha256(code.encode("utf-8")).digest() for code in codes)
    return " ".join(f"'sha256-{base64.b64encode(one).decode('ascii')}'" for one in digests)


def _script(address: str) -> str:
    path = _asset(address)
    if path is None:
        return ""
    code = path.read_text(encoding="utf-8").replace("</script", "<\\/script")
    return "<script>" + re.sub(r"//# sourceMappingURL=\S*", "", code) + "</script>"


def _style(address: str) -> str:
    path = _asset(address)
    if path is None:
        return ""
    rules = _URL.sub(lambda found: _inlined(found.group(1), path), path.read_text(encoding="utf-8"))
    return "<style>" + rules.replace("</style", "<\\/style") + "</style>"


def _inlined(quoted: str, sheet: Path) -> str:
    address = quoted.strip("'\"")
    if address.startswith(("data:", "#")):
        return f"url({address})"
    picture = (sheet.parent / address).resolve()
    kind = mimetypes.guess_type(picture.name)[0] or "application/octet-stream"
    return f"url(data:{kind};base64,{base64.b64encode(picture.read_bytes()).decode('ascii')})"


def _asset(address: str) -> Path | None:
    name = address.rsplit("/", 1)[-1]
    if name not in ASSETS:
        raise ExportError(
            text("web.unknown_asset", asset=name), text("web.unknown_asset.hint"), name
        )
    carried = ASSETS[name]
    if carried is None:
        return None
    package, file = carried
    return Path(import_module(package).BASE_DIR) / file


def _numbered(written: str) -> str:
    seen: dict[str, str] = {}
    return _RANDOM_ID.sub(
        lambda found: seen.setdefault(found.group(0), f"{len(seen) + 1:032x}"), written
    )

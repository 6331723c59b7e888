"""The design system and the letters, for doors that may not read files themselves."""

from collections.abc import Mapping
from pathlib import Path

from sbd_tool.cartography.tokens import Design
from sbd_tool.formats.design import read_design
from sbd_tool.formats.fonts import static_faces
from sbd_tool.formats.resources import resource_path


def load_design() -> Design:
    """Tokens, symbols and letter widths; read once per process."""
    return read_design()


def font_faces() -> Mapping[str, Path]:
    """Static faces of Inter by style, and "Fallback"; cut on first use (some seconds)."""
    return static_faces()


def read_page_script() -> str:
    """Our own script of the interactive map; its last part builds the page."""
    parts = (_asset(f"{name}.js") for name in ("search", "ruler", "swipe", "panel", "map"))
    return "\n".join(parts)


def read_page_sheet() -> str:
    """Our own style sheet of the interactive map."""
    return _asset("map.css")


def _asset(name: str) -> str:
    return resource_path("web", name).read_text(encoding="utf-8")

"""The design system from the product's own files: tokens, symbols and letter widths."""

import json
from functools import lru_cache
from pathlib import Path

from sbd_tool.cartography.tokens import Design
from sbd_tool.formats.resources import resource_path


@lru_cache(maxsize=1)
def read_design() -> Design:
    """Tokens, symbols and advance widths, read once."""
    return Design(tokens=read_tokens(), symbols=read_symbols(), advances=read_advances())


def read_tokens() -> dict[str, object]:
    """Content of ``tokens.json``."""
    loaded: dict[str, object] = json.loads(resource_path("tokens.json").read_text(encoding="utf-8"))
    return loaded


def read_symbols() -> dict[str, str]:
    """SVG text of every measure symbol, by name."""
    folder = resource_path("symbols")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.svg"))}


def read_advances() -> dict[str, float]:
    """Advance widths of the map's letter in em, for Latin, Greek and Cyrillic."""
    import fontpkg_inter
    from fontTools.ttLib import TTFont

    source = Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"
    with TTFont(source, lazy=True) as font:
        units = float(font["head"].unitsPerEm)
        widths = font["hmtx"].metrics
        return {
            chr(code): widths[glyph][0] / units
            for code, glyph in font.getBestCmap().items()
            if code < 0x2100  # noqa: PLR2004 - end of general punctuation
        }

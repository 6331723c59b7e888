"""Static faces of Inter, cut once from its variable file, for the window and the page alike.

The package holds one variable font. Qt takes no weights from it and reportlab cannot read it, so
four faces are cut with fontTools into the user's cache. Cutting takes seconds: `run` does it while
installing (`python -m sbd_tool.formats.fonts`), the first export does it otherwise.
"""

import os
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sbd_tool.formats.folders import cache_folder
from sbd_tool.formats.resources import resource_path

WEIGHTS: Final[Mapping[str, int]] = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
"""Faces cut, with their weights."""

_RANGES: Final = (
    (0x20, 0x2AF),  # Latin, with the letters of Azerbaijani, Hausa and sounds
    (0x2B0, 0x36F),  # modifiers and combining marks
    (0x370, 0x3FF),  # Greek
    (0x400, 0x52F),  # Cyrillic
    (0x1E00, 0x1FFF),  # Latin and Greek with marks
    (0x2000, 0x206F),  # punctuation
    (0x2070, 0x209F),  # raised and lowered figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letterlike, fractions
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x25A0, 0x25FF),  # shapes
    (0x2713, 0x2717),  # ticks and crosses
    (0x2C60, 0x2C7F),  # Latin of Uyghur and others
    (0x2DE0, 0x2DFF),  # Cyrillic of church books
    (0xA640, 0xA69F),
    (0xA720, 0xA7FF),  # Latin of African languages
)
_EDITION: Final = "faces-2"
"""Changes when the cut changes, so that old caches are not used."""


@lru_cache(maxsize=1)
def static_faces() -> Mapping[str, Path]:
    """Faces by style name ("Regular", "Medium", "SemiBold", "Bold", "Fallback").

    They are cut where they are missing and reused where they are there.

    Raises:
        OSError: Neither the cache nor the temporary folder can be written.
    """
    folder = _bundled()
    if not folder.is_dir():
        folder = cache_folder("fonts", _EDITION)
    if not os.access(folder, os.W_OK) and not (folder / "Inter-Regular.ttf").exists():
        folder = Path(tempfile.mkdtemp(prefix="sbd-fonts-"))
    faces = {}
    for style, weight in WEIGHTS.items():
        target = folder / f"Inter-{style}.ttf"
        if not target.exists():
            _write(_cut(_inter(), {"wght": weight, "opsz": 14}, "Inter", style, weight), target)
        faces[style] = target
    fallback = folder / "NotoSans-Regular.ttf"
    if not fallback.exists():
        _write(_cut(_noto(), {"wght": 400, "wdth": 100}, "Noto Sans", "Regular", 400), fallback)
    faces["Fallback"] = fallback
    return faces


def bundle_faces() -> None:
    """Cut the faces into the program's own folder: a portable folder brings them along."""
    _bundled().mkdir(parents=True, exist_ok=True)
    static_faces.cache_clear()
    static_faces()


def _bundled() -> Path:
    return resource_path(f"fonts-{_EDITION}")


def _inter() -> Path:
    import fontpkg_inter

    return Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"


def _noto() -> Path:
    import fontpkg_noto_sans

    return Path(fontpkg_noto_sans.__file__).parent / "files" / "NotoSans[wdth,wght].ttf"


def _cut(source: Path, axes: Mapping[str, float], family: str, style: str, weight: int) -> Any:
    """One static face: first the letters we need, then one place on the axes, then its names."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    options = Options(
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"],
        notdef_outline=True,
        glyph_names=False,
        name_IDs=["*"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(
        unicodes=[code for first, last in _RANGES for code in range(first, last + 1)]
    )
    subsetter.subset(font)
    font = instantiateVariableFont(font, dict(axes), inplace=True)
    _rename(font, family, style)
    font["OS/2"].usWeightClass = weight
    return font


def _rename(font: Any, family: str, style: str) -> None:
    """Names by which Qt groups the faces into one family and PDF tells them apart."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (1, 2, 3, 4, 6, 16, 17, 21, 22, 25):
            names.removeNames(record.nameID)
    is_legacy = style in ("Regular", "Bold")
    wanted = {
        1: family if is_legacy else f"{family} {style}",
        2: style if is_legacy else "Regular",
        3: f"{family} {style} static",
        4: f"{family} {style}",
        6: f"{family.replace(' ', '')}-{style}",
        16: family,
        17: style,
    }
    for name_id, words in wanted.items():
        names.setName(words, name_id, 3, 1, 0x409)


def _write(font: Any, target: Path) -> None:
    """Beside its place first, then moved: two processes may cut at the same time."""
    handle, name = tempfile.mkstemp(prefix=target.stem, suffix=".part", dir=target.parent)
    os.close(handle)
    try:
        font.save(name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    static_faces()

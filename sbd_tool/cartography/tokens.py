"""Design tokens as values: colours, sizes and signs, handed in by whoever read the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

MM_PER_PX: Final = 25.4 / 96.0
"""A device-independent pixel of the design system on paper."""

DEFAULT_ADVANCE_EM: Final = 0.56
"""Advance of a character the metrics do not know: a little wide, so that labels keep apart."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of one theme, flat: "ink", "map.square", "family.eyes".

    Attributes:
        name: "light", "dark", "sunlight" or "night".
        colours: Key -> "#rrggbb".
    """

    name: str
    colours: Mapping[str, str]

    @property
    def is_dark(self) -> bool:
        """Whether the ground is darker than the ink."""
        return self.name in {"dark", "night"}

    def colour(self, key: str) -> str:
        """The colour of a key; a "#rrggbb" stands for itself.

        Raises:
            KeyError: The tokens hold no such colour: a fault of the code, never of a person.
        """
        return key if key.startswith("#") else self.colours[key]


@dataclass(frozen=True, eq=False)
class Design:
    """The design system as read from its files. Compared by identity, so it can key a cache.

    Attributes:
        tokens: Content of ``tokens.json``.
        symbols: Symbol name -> SVG text.
        advances: Character -> advance width in em of the map's letter, for placing labels.
    """

    tokens: Mapping[str, Any]
    symbols: Mapping[str, str]
    advances: Mapping[str, float] = field(default_factory=dict)

    def theme(self, name: str = "light") -> Theme:
        """The theme of that name, with what it inherits filled in."""
        return _theme(self, name)

    def shape(self, family: str) -> str:
        """Outline of a family's markers: circle, square, hexagon, diamond, tag or bubble."""
        entry = self.tokens["family"].get(family) or self.tokens["overlay"].get(family)
        return str(entry["shape"]) if entry else "circle"

    def families(self) -> tuple[str, ...]:
        """Keys of the symbol families, in the order of legends."""
        return tuple(self.tokens["family"])

    def ramp(self, name: str) -> tuple[str, ...]:
        """Colours of a ramp from low to high."""
        return tuple(self.tokens["ramp"][name])

    def tlp_colour(self, label: str) -> str:
        """Colour of the letters of a TLP label ("TLP:AMBER"), to stand on black."""
        return str(self.tokens["tlp"][label.removeprefix("TLP:")])

    def width_em(self, words: str) -> float:
        """Length of a text in em, by the advance widths of the map's letter."""
        known = self.advances
        return sum(known.get(character, DEFAULT_ADVANCE_EM) for character in words)

    @property
    def marker_mm(self) -> float:
        """Diameter of a marker on screen."""
        return float(self.tokens["size"]["marker"]) * MM_PER_PX

    @property
    def label_mm(self) -> float:
        """Height of map letters."""
        return float(self.tokens["font"]["map_label_mm"])


@lru_cache(maxsize=16)
def _theme(design: Design, name: str) -> Theme:
    themes = design.tokens["theme"]
    own = themes[name]
    base = themes[own["extends"]] if "extends" in own else {}
    flat: dict[str, str] = {}
    for source in (base, own):
        for key, value in source.items():
            if isinstance(value, Mapping):
                flat |= {f"{key}.{inner}": str(colour) for inner, colour in value.items()}
            elif key != "extends":
                flat[key] = str(value)
    return Theme(name, flat)

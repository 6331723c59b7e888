"""Pieces of the XML of QGIS: symbols with their layers, colours, words kept harmless."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

DOCTYPE: Final = "<!DOCTYPE qgis PUBLIC 'http:" + "//mrcc.com/qgis.dtd' 'SYSTEM'>"
VERSION: Final = "3.22.0"
"""A newer program reads older files silently; an older one warns of newer files."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class SymbolLayer:
    """One layer of a symbol.

    Attributes:
        kind: Name of its class in QGIS.
        props: Its properties.
        defined: Properties that an expression gives for each feature.
        turn: In which turn it is drawn where symbols of a layer merge.
        inner: Kind and layers of the symbol it repeats, for instance along a line.
    """

    kind: str
    props: Mapping[str, str]
    defined: Mapping[str, str] = field(default_factory=dict)
    turn: int = 0
    inner: tuple[str, tuple["SymbolLayer", ...]] | None = None


def symbol(name: str, kind: str, layers: Sequence[SymbolLayer]) -> str:
    """A symbol of markers, lines or fills with its layers from below to above."""
    drawn = "".join(_layer(name, number, layer) for number, layer in enumerate(layers))
    return (
        f'<symbol type="{kind}" name={attribute(name)} alpha="1" clip_to_extent="1" '
        f'force_rhr="0">{drawn}</symbol>'
    )


def _layer(name: str, number: int, layer: SymbolLayer) -> str:
    told = "".join(f"<prop k={attribute(k)} v={attribute(v)}/>" for k, v in layer.props.items())
    told += _defined(layer.defined) if layer.defined else ""
    if layer.inner is not None:
        told += symbol(f"@{name}@{number}", *layer.inner)
    return f'<layer class="{layer.kind}" enabled="1" locked="0" pass="{layer.turn}">{told}</layer>'


def _defined(expressions: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Option type="Map" name={attribute(key)}>'
        '<Option type="bool" name="active" value="true"/>'
        f'<Option type="QString" name="expression" value={attribute(said)}/>'
        '<Option type="int" name="type" value="3"/></Option>'
        for key, said in expressions.items()
    )
    return (
        '<data_defined_properties><Option type="Map">'
        '<Option type="QString" name="name" value=""/>'
        f'<Option type="Map" name="properties">{rows}</Option>'
        '<Option type="QString" name="type" value="collection"/></Option></data_defined_properties>'
    )


def rgba(colour: str, opacity: float = 1.0) -> str:
    """A colour "#rrggbb" as QGIS writes it."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def body(words: str) -> str:
    """Words as the text of an element."""
    return escape(_CONTROL.sub("\ufffd", words))


def attribute(words: str) -> str:
    """Words as the quoted value of an attribute."""
    return quoteattr(_CONTROL.sub("\ufffd", words))


def quoted(words: str) -> str:
    """Words as a string of an expression."""
    return "'" + words.replace("\\", "\\\\").replace("'", "''") + "'"


def column(name: str) -> str:
    """A column of an expression."""
    return '"' + name.replace('"', '""') + '"'

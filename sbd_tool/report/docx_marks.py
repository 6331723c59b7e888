"""Elements of a word processor's document that its library has no call for."""

from typing import Any, Final

TWIPS_PER_MM: Final = 1440 / 25.4


def mark(tag: str, *children: Any, **values: str | int) -> Any:
    """An element with attributes of its own namespace, and what stands in it.

    Args:
        tag: Name with its prefix, such as "w:tblW".
        children: Elements in the order the schema wants.
        values: Attributes without their prefix.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def twips(length_mm: float) -> int:
    """A length in twentieths of a point."""
    return round(length_mm * TWIPS_PER_MM)


def bare_colour(colour: str) -> str:
    """A colour as the format writes it: six digits in capitals."""
    return colour.lstrip("#").upper()[:6]


def rgb(colour: str) -> Any:
    """A colour "#rrggbb" as the library wants it."""
    from docx.shared import RGBColor

    return RGBColor.from_string(bare_colour(colour))


def opened_field(instruction: str) -> tuple[Any, ...]:
    """Runs that begin a field; what it shows and `closed_field` have to follow."""
    told = mark("w:instrText")
    told.text = f" {instruction} "
    told.set("{http" + "://www.w3.org/XML/1998/namespace}space", "preserve")
    return (
        mark("w:r", mark("w:fldChar", fldCharType="begin")),
        mark("w:r", told),
        mark("w:r", mark("w:fldChar", fldCharType="separate")),
    )


def closed_field() -> Any:
    """The run that ends a field."""
    return mark("w:r", mark("w:fldChar", fldCharType="end"))


def field(instruction: str, shown: str) -> tuple[Any, ...]:
    """Runs of a field that the program works out itself, such as the number of a page."""
    kept = mark("w:t")
    kept.text = shown
    return (*opened_field(instruction), mark("w:r", kept), closed_field())

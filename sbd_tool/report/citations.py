"""Sources as reports name them: our descriptions in the reader's language, titles as they are.

What a document is called is never translated: in another language than its own a title stands in
quotation marks, and a page says in which language it is.
"""

from typing import Final

from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

TITLES_IN: Final = "en"
"""Language in which the catalogue gives titles."""

DESCRIBED: Final = frozenset(
    {
        "SBD-TOOL",
        "SBD",
        "CCI",
        "EFUS",
        "PACTESUR",
        "JRC-UAS",
        "2GCPTED",
        "HITSA",
        "NCTC",
        "NACTSO",
        "EN62676-4",
        "EN1627",
        "OLDER-UK-EVENTS",
        "IT-CIRC",
        "R330300",
        "SAFETIPIN",
        "SARA",
        "ESS",
        "DIN18040-3",
        "FR-2007",
        "ES-TMA851",
        "PPS",
        "VANMELIK",
        "UFC-STANDOFF",
        "SD-STD",
        "UK-HVM",
        "LARSSON",
        "MVSTATTV",
        "FRUIN",
        "PROTECT",
        "SAFEGROWTH3",
        "SDG1614",
        "UK-TERROR-CORDON",
        "AHP",
    }
)
"""Sources of which the catalogue says in its own words what they are; the others are titles."""


def cited(key: str, citation: str, words: Words) -> tuple[str, str]:
    """What a report says of a source, and the language of it where that is not the report's.

    Args:
        key: Short name of the source.
        citation: What the catalogue says, in English.
        words: Language of the report.
    """
    if words.language.partition("_")[0] == TITLES_IN:
        return citation, ""
    if key in DESCRIBED:
        return words(text(f"citation.{key.lower().replace('-', '_')}")), ""
    return words(text("citation.title", words=literal(citation))), TITLES_IN

"""Sets of labels of a country or an organisation, and how a project shows them beside TLP 2.0.

The editions know TLP alone. A set adds what is printed beside it: for each TLP label the narrowest
level of the set that is treated as no narrower than that label. Which level is treated as which
label is a judgement of this product (basis c): no national rule knows TLP.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp, is_narrower
from sbd_tool.domain.records import Record

KIND: Final = "label_set"
ROW_ID: Final = "3b0c8c7e-9b56-4a57-8a1a-2f2f5a7c0e11"
"""One row for all projects, so that two people who choose different sets meet in one conflict."""

LONGEST_MARK: Final = 40
_MOST_LEVELS: Final = 12
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelLevel:
    """One level of a set.

    Attributes:
        mark: What is printed, in the set's own language; never translated.
        name: Its full name in that language.
        language: ISO 639-1 code of that language.
        tlp: The TLP label the editions treat it as (basis c); None above "restricted", which no
            project may hold.
        source: Where the level is defined.
        basis: a when the source was read, b when it is known but was not read, c for a city's own.
        confidence: high, medium or low; of the level, not of how it is treated.
        note: Language -> what to mind.
    """

    mark: str
    name: str
    language: str
    tlp: Tlp | None
    source: str = ""
    basis: str = "c"
    confidence: str = "low"
    note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSet:
    """A set of labels.

    Attributes:
        key: Stable name.
        name: Language -> name.
        levels: From the widest circle of readers to the narrowest.
        is_own: A city added it.
    """

    key: str
    name: Mapping[str, str]
    levels: tuple[LabelLevel, ...]
    is_own: bool = False

    def said(self, language: str) -> str:
        """Its name in a language; in English, else any, where it has none of that language."""
        return in_language(self.name, language) or self.key

    def level_of(self, label: Tlp) -> LabelLevel | None:
        """The level shown beside a TLP label: the narrowest that is treated as no narrower.

        None where every level is narrower, as for what may be published.
        """
        found = None
        for level in self.levels:
            if level.tlp is None or is_narrower(level.tlp, label):
                continue
            if found is None or found.tlp is None or not is_narrower(found.tlp, level.tlp):
                found = level
        return found

    def named(self, words: str) -> LabelLevel | None:
        """The level of that mark or name; case and blanks do not matter."""
        wanted = _plain(words)
        for level in self.levels:
            if wanted in (_plain(level.mark), _plain(level.name)):
                return level
        return None

    def as_record(self, stamp: Stamp) -> Record:
        """The record that keeps the whole set, so that a project shows it on every desk alike."""
        rows = tuple(
            {
                "mark": one.mark, "name": one.name, "language": one.language,
                "tlp": None if one.tlp is None else one.tlp.value, "source": one.source,
                "basis": one.basis, "confidence": one.confidence, "note": dict(one.note),
            }
            for one in self.levels
        )  # fmt: skip
        content = {"set": self.key, "names": dict(self.name), "levels": rows}
        return Record(stamp=stamp, kind=KIND, content=content)


def in_language(words: Mapping[str, str], language: str) -> str:
    """Words in a language, else in English, else in any.

    Examples:
        >>> in_language({"en": "Germany", "de": "Deutschland"}, "de_AT")
        'Deutschland'
    """
    for one in (language.partition("_")[0], "en"):
        if one in words:
            return words[one]
    return next(iter(words.values()), "")


def label_set_of(records: Mapping[str, Record]) -> LabelSet | None:
    """The set a project chose, or None for TLP alone; what does not read counts as none."""
    row = records.get(ROW_ID)
    if row is None or row.kind != KIND:
        return None
    levels = row.content.get("levels")
    if not isinstance(levels, tuple):
        return None
    read = (_level(one) for one in levels[:_MOST_LEVELS] if isinstance(one, Mapping))
    kept = tuple(one for one in read if one is not None)
    key = _words(row.content.get("set"))
    return LabelSet(key=key, name=_by_language(row.content.get("names")), levels=kept)


def mark_beside(records: Mapping[str, Record], label: Tlp) -> str:
    """What the chosen set prints beside a TLP label, or ""."""
    chosen = label_set_of(records)
    level = None if chosen is None else chosen.level_of(label)
    return "" if level is None else level.mark


def both(mark: str, label: str) -> str:
    """A mark and the TLP label it is handled as, without a word of any language.

    Examples:
        >>> both("VS-NfD", "TLP:AMBER"), both("", "TLP:CLEAR")
        ('VS-NfD (TLP:AMBER)', 'TLP:CLEAR')
    """
    return f"{mark} ({label})" if mark else label


def _level(row: Mapping[str, object]) -> LabelLevel | None:
    mark, tlp = _words(row.get("mark"))[:LONGEST_MARK], row.get("tlp")
    if not mark:
        return None
    known = tlp if isinstance(tlp, str) and tlp in set(Tlp) else None
    return LabelLevel(
        mark=mark,
        name=_words(row.get("name")) or mark,
        language=_words(row.get("language")),
        tlp=None if known is None else Tlp(known),
        source=_words(row.get("source")),
        basis=_words(row.get("basis")),
        confidence=_words(row.get("confidence")),
        note=_by_language(row.get("note")),
    )


def _by_language(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {key: found for key, words in value.items() if (found := _words(words))}


def _words(value: object) -> str:
    return " ".join(value.split())[:_LONGEST] if isinstance(value, str) else ""


def _plain(words: str) -> str:
    return "".join(words.split()).casefold()

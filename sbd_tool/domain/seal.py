"""The seal of an export: what it was made from, so that anybody can ask whether that still holds.

A seal is one word of letters, digits and "-_." that every format can carry. It holds digests and
keys of what the edition shows, never content.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from sbd_tool.domain.plain import canonical

_WORD: Final = re.compile(r"sbd-seal\.1\.([A-Za-z0-9_-]{40,4000})\.")
_LARGEST_BYTES: Final = 20_000
_LONGEST: Final = 200
_IF_SO: Final = frozenset({"beside_option", "beside_state", "speeds", "heat", "maps"})
"""Told only where something is compared, or speeds or maps were part: other seals read as ever."""
_NO_WORDS: Final = frozenset({"parts", "scale", "speeds"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What an export was made from.

    Attributes:
        edition, option, time_state: What it shows, by key.
        software, catalogue, rubric: Versions.
        catalogue_digest, rubric_digest: 16 hexadecimal digits of their content.
        parts: Part of the edition's project -> 16 hexadecimal digits.
        made: ISO date printed on it.
        language, numbers: Language of its words, locale of its numbers.
        template: Kind of report.
        scale: Scale denominator that was asked for, or 0.
        beside_option, beside_state: What it is compared with, by key, or "".
        speeds: Approach speeds were part of the assessment.
        heat: Key of the map of an analysis laid over the plan, or "".
        maps: Keys of the maps of analyses in the report, with commas between, or "".
    """

    edition: str
    option: str
    time_state: str
    software: str
    catalogue: str
    catalogue_digest: str
    rubric: str
    rubric_digest: str
    parts: Mapping[str, str] = field(default_factory=dict)
    made: str = ""
    language: str = "en"
    numbers: str = "en"
    template: str = ""
    scale: int = 0
    beside_option: str = ""
    beside_state: str = ""
    speeds: bool = False
    heat: str = ""
    maps: str = ""

    def word(self) -> str:
        """The seal as it stands in a file."""
        plain = {part.name: getattr(self, part.name) for part in fields(self)}
        plain = {name: said for name, said in plain.items() if said or name not in _IF_SO}
        packed = zlib.compress(canonical(plain).encode("ascii"), 9)
        return f"sbd-seal.1.{base64.urlsafe_b64encode(packed).decode('ascii').rstrip('=')}."


def seals_in(words: str) -> tuple[Seal, ...]:
    """Every whole seal in a text; what only looks like one is left out."""
    found = (_seal(hit[1]) for hit in _WORD.finditer(words))
    different = {seal.word(): seal for seal in found if seal is not None}
    return tuple(different.values())


def _seal(packed: str) -> Seal | None:
    try:
        raw = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        body = zlib.decompressobj().decompress(raw, _LARGEST_BYTES)
        told = json.loads(body)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        return None
    return _read(told) if isinstance(told, dict) else None


def _read(told: dict[str, Any]) -> Seal | None:
    names = {part.name for part in fields(Seal)}
    parts, scale = told.get("parts"), told.get("scale")
    if (
        not names - _IF_SO <= set(told) <= names
        or not isinstance(parts, dict)
        or not isinstance(scale, int)
        or not isinstance(told.get("speeds", False), bool)
    ):
        return None
    words = [value for name, value in told.items() if name not in _NO_WORDS]
    words += [*parts.keys(), *parts.values()]
    if not all(isinstance(word, str) and len(word) <= _LONGEST for word in words):
        return None
    return Seal(**told)

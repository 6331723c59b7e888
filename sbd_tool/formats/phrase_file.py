"""Phrases for comments: the shipped file, and files of a city beside the settings."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

from sbd_tool.domain.phrases import Phrase
from sbd_tool.domain.threads import Severity
from sbd_tool.formats.folders import config_folder
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document

_MOST_FILES: Final = 20


def phrase_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("phrases", "phrases.yaml"), "phrases"


@lru_cache(maxsize=1)
def shipped_phrases() -> tuple[Phrase, ...]:
    """The phrases that ship with the product.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    return _phrases(phrase_file()[0], is_own=False)


def own_phrase_files() -> tuple[Path, ...]:
    """Files of a city, in the folder "phrases" of the settings, by name."""
    folder = config_folder("phrases")
    found = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return tuple(found[:_MOST_FILES])


def read_phrases() -> tuple[Phrase, ...]:
    """All phrases: those of a city first, and in place of shipped ones of the same key.

    Raises:
        RuleFileError: A file breaks the schema; the message names it.
    """
    own: dict[str, Phrase] = {}
    for path in own_phrase_files():
        own |= {one.key: one for one in _phrases(path, is_own=True)}
    return (*own.values(), *_others(own))


def _others(own: dict[str, Phrase]) -> Iterable[Phrase]:
    return (one for one in shipped_phrases() if one.key not in own)


def _phrases(path: Path, *, is_own: bool) -> tuple[Phrase, ...]:
    shipped, definition = phrase_file()
    document = read_document(RuleFile.at(path), shipped.parent / "schema.json", definition)
    return tuple(
        Phrase(
            key=row["key"],
            words=dict(row["words"]),
            severity=Severity(row["severity"]),
            is_required=row["is_required"],
            source=row["source"],
            condition=row.get("condition", {}).get("kind", ""),
            blanks=dict(row.get("condition", {}).get("blanks", {})),
            is_own=is_own,
        )
        for row in document["phrases"]
    )

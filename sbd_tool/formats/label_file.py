"""Sets of labels: the shipped file, and files of a city beside the settings."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.label_sets import LabelLevel, LabelSet
from sbd_tool.domain.marking import Tlp
from sbd_tool.formats.folders import config_folder
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document

_MOST_FILES: Final = 20


def label_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("labels", "sets.yaml"), "label_sets"


@lru_cache(maxsize=1)
def shipped_label_sets() -> tuple[LabelSet, ...]:
    """The sets that ship with the product.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    return _sets(label_file()[0], is_own=False)


def own_label_files() -> tuple[Path, ...]:
    """Files of a city, in the folder "labels" of the settings, by name."""
    folder = config_folder("labels")
    found = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return tuple(found[:_MOST_FILES])


def read_label_sets() -> tuple[LabelSet, ...]:
    """All sets: those of a city first, and in place of shipped ones of the same key.

    Raises:
        RuleFileError: A file breaks the schema; the message names it.
    """
    own: dict[str, LabelSet] = {}
    for path in own_label_files():
        own |= {one.key: one for one in _sets(path, is_own=True)}
    return (*own.values(), *(one for one in shipped_label_sets() if one.key not in own))


def _sets(path: Path, *, is_own: bool) -> tuple[LabelSet, ...]:
    shipped, definition = label_file()
    document = read_document(RuleFile.at(path), shipped.parent / "schema.json", definition)
    return tuple(
        LabelSet(
            key=row["key"],
            name=dict(row["name"]),
            levels=tuple(_level(one) for one in row["levels"]),
            is_own=is_own,
        )
        for row in document["sets"]
    )


def _level(row: dict[str, Any]) -> LabelLevel:
    treated = row.get("treated_as")
    return LabelLevel(
        mark=row["mark"],
        name=row["name"],
        language=row["language"],
        tlp=None if treated is None else Tlp(treated["tlp"]),
        source=row["source"],
        basis=row["basis"],
        confidence=row["confidence"],
        note=dict(row.get("note", {})),
    )

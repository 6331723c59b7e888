"""Recipes: a set of exports as a YAML or JSON file, checked before anything runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any, Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.file_names import file_stem
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document

BLANKS: Final = frozenset({"project", "edition", "option", "state", "language"})
_LARGEST_BYTES: Final = 200_000
_ANY_PROJECT: Final = "project-of-any-name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """One export of a recipe.

    Attributes:
        file: Name with blanks in braces, see `BLANKS`; its suffix decides the format.
        edition: For whom.
        language: Of the report, or "" for that of the command.
        template: Kind of report, or "".
        scale: Scale denominator, or None.
        option, time_state: What is shown.
        speeds: Whether approach speeds are worked out and part of it.
    """

    file: str
    edition: Edition
    language: str = ""
    template: str = ""
    scale: int | None = None
    option: str = BASE_OPTION
    time_state: str = ORDINARY_STATE
    speeds: bool = False

    def name_for(self, project: str) -> str:
        """The file name for a project of that name."""
        blanks: Mapping[str, str] = {
            "project": project,
            "edition": self.edition.value,
            "option": self.option,
            "state": self.time_state,
            "language": self.language,
        }
        return self.file.format(**{key: file_stem(said, "") for key, said in blanks.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A set of exports.

    Attributes:
        title: What it is for.
        folder: Where files go, beside the recipe or absolute; "" for beside each project.
        outputs: The exports, in order.
    """

    title: str
    folder: str
    outputs: tuple[Output, ...]


def read_recipe(path: Path) -> Recipe:
    """Read a recipe.

    Raises:
        RuleFileError: It is missing, no YAML or JSON, or breaks the schema; field and place named.
        InputError: It is too large, a blank in a name is unknown, or two outputs share a name.
    """
    if path.is_file() and path.stat().st_size > _LARGEST_BYTES:
        raise InputError(text("recipes.too_large", file=path.name), text("recipes.hint"), path.name)
    found = read_document(RuleFile.at(path), resource_path("recipes", "schema.json"), "recipe")
    outputs = tuple(_output(row, path.name) for row in found["outputs"])
    names = [output.name_for(_ANY_PROJECT).casefold() for output in outputs]
    if len(set(names)) < len(names):
        raise InputError(text("recipes.same_name", file=path.name), text("recipes.hint"), path.name)
    return Recipe(title=found.get("title", ""), folder=found.get("folder", ""), outputs=outputs)


def _output(row: dict[str, Any], name: str) -> Output:
    output = Output(**{**row, "edition": Edition(row["edition"])})
    try:
        parts = list(Formatter().parse(output.file))
    except ValueError:
        parts = [("", "?", "", None)]
    for _, blank, form, turn in parts:
        if blank is not None and (blank not in BLANKS or form or turn):
            raise InputError(
                text("recipes.unknown_blank", blank=blank[:60], file=name),
                text("recipes.blanks", blanks=", ".join(sorted(BLANKS))),
                name,
            )
    return output

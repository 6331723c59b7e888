"""The shipped file on weights: read once, checked against its schema; and its bounds."""

from functools import lru_cache
from pathlib import Path

from sbd_tool.domain.weighting import WeightBounds
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import Document, RuleFile, read_document


def weights_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("weights", "sets.yaml"), "weights"


@lru_cache(maxsize=1)
def weights_document() -> Document:
    """The shipped file as parsed.

    Raises:
        RuleFileError: It is missing or breaks its schema.
    """
    path, definition = weights_file()
    return read_document(RuleFile.at(path), path.parent / "schema.json", definition)


def weight_bounds() -> WeightBounds:
    """Least and greatest share of a family in its ledger."""
    found = weights_document()["bounds"]
    return WeightBounds(least=float(found["least"]), greatest=float(found["greatest"]))

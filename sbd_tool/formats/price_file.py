"""The shipped price bands of measures."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from sbd_tool.domain.prices import PriceBand, PriceList
from sbd_tool.formats.catalogue_file import schema_path
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, read_document

_UNITS: Final = ("piece", "m", "m2", "site", "year")


def price_file() -> tuple[Path, str]:
    """The shipped file and the definition it is checked against."""
    return resource_path("catalogue", "prices.yaml"), "prices"


@lru_cache(maxsize=1)
def read_prices() -> PriceList:
    """Read the shipped price bands.

    Raises:
        RuleFileError: The file breaks its schema.
    """
    path, definition = price_file()
    document = read_document(RuleFile.at(path), schema_path(), definition)
    told = document["prices"]
    bands = {
        row["id"]: PriceBand(
            kind=row["id"],
            per={
                unit: (float(row[unit][0]), float(row[unit][1])) for unit in _UNITS if unit in row
            },
        )
        for row in told["bands"]
    }
    return PriceList(
        years=float(told["years"]),
        bands=bands,
        needs={row["id"]: tuple(row["any_of"]) for row in document["needs"]},
        basis=told["basis"],
        confidence=told["confidence"],
    )

"""The price list one project works with."""

from sbd_tool.domain.prices import PriceList
from sbd_tool.formats.price_file import read_prices


def load_prices() -> PriceList:
    """The shipped price bands; they are relative, and our own judgement throughout.

    Raises:
        RuleFileError: The shipped file breaks its schema.
    """
    return read_prices()

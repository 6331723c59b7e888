"""Arguments that several verbs share."""

import argparse

from sbd_tool.cli.parser_words import unfit
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE


def where_arguments(parser: argparse.ArgumentParser) -> None:
    """Option and state of time."""
    parser.add_argument("--option", default=BASE_OPTION)
    parser.add_argument("--time-state", default=ORDINARY_STATE)


def speeds_argument(parser: argparse.ArgumentParser) -> None:
    """Whether approach speeds are part of the assessment."""
    parser.add_argument(
        "--speeds", action="store_true", help="work out approach speeds too (up to minutes)"
    )


def scale(words: str) -> int:
    """The denominator of a scale: "500" or "1:500"."""
    value = number(words.rsplit(":", maxsplit=1)[-1])
    if not 10 <= value <= 100_000:  # noqa: PLR2004 - from a bench to a town
        raise unfit("a scale from 10 to 100000")
    return round(value)


def number(words: str) -> float:
    """A number, or a refusal in words."""
    try:
        return float(words)
    except ValueError:
        raise unfit("a number is needed") from None

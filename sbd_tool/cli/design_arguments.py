"""What `sbd state` and `sbd option` accept."""

import argparse

from sbd_tool.cli.parts import speeds_argument
from sbd_tool.domain.evidence import BASE_OPTION

STATE_ACTIONS = ("list", "add", "rename", "remove", "set")
OPTION_ACTIONS = ("list", "branch", "rename", "remove", "merge")


def add_state(parser: argparse.ArgumentParser) -> None:
    """Arguments of `sbd state`."""
    _usual(parser, STATE_ACTIONS)
    parser.add_argument("objects", nargs="*", metavar="OBJECT", help="ids or names, for set")
    parser.add_argument("--template", default=None, help="shipped template a state starts from")
    parser.add_argument("--when", default=None, help="when it holds, in your words")
    parser.add_argument("--like", default="", metavar="STATE", help="start as a double of it")
    parser.add_argument("--option", default=BASE_OPTION)
    parser.add_argument("--be", choices=("absent", "present", "open", "closed"), default=None)


def add_option(parser: argparse.ArgumentParser) -> None:
    """Arguments of `sbd option`."""
    _usual(parser, OPTION_ACTIONS)
    parser.add_argument("--from", dest="parent", default=BASE_OPTION, help="option it builds on")


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Arguments of `sbd compare`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument(
        "--options",
        default="",
        metavar="A,B",
        help="options; the others are held against the first",
    )
    parser.add_argument("--time-state", default="", help="one state; every state without it")
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    speeds_argument(parser)
    parser.add_argument("--json", action="store_true")


def _usual(parser: argparse.ArgumentParser, actions: tuple[str, ...]) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("action", choices=actions, nargs="?", default="list")
    parser.add_argument("key", nargs="?", default="", metavar="KEY")
    parser.add_argument("--name", default=None)
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")

"""What `sbd check` and `sbd optimise` accept."""

import argparse


def add_check(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What `sbd check` accepts."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument(
        "--write",
        nargs="+",
        default=None,
        metavar=("KIND", "BLANK=VALUE"),
        help="add a condition; blanks left out start as its sentence says",
    )
    parser.add_argument("--cross-out", default="", metavar="ID", help="take a condition out")
    parser.add_argument("--sentences", action="store_true", help="list the sentences there are")
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    parser.add_argument(
        "--strict", action="store_true", help="also fail where something is not decided"
    )
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    return parser


def add_optimise(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What `sbd optimise` accepts."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--budget", type=float, default=None, help="most that may be added")
    parser.add_argument(
        "--candidates", type=int, default=24, metavar="N", help="up to 12: every set is tried"
    )
    parser.add_argument("--points", type=int, default=96, metavar="N", help="most sets looked for")
    parser.add_argument(
        "--accept", type=int, default=0, metavar="K", help="make set K a new option"
    )
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    return parser

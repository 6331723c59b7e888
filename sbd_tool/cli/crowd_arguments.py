"""What `sbd crowd` accepts."""

import argparse
from typing import Final

from sbd_tool.cli.parts import where_arguments

SHARES: Final = (0.5, 0.95, 1.0)


def add_crowd(parser: argparse.ArgumentParser) -> None:
    """Arguments of `sbd crowd`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--engine", default="jupedsim", metavar="jupedsim|straight")
    parser.add_argument(
        "--python",
        default="",
        help="interpreter that has the engine; else the one kept in the window",
    )
    parser.add_argument("--people", type=int, default=None, help="how many walk out")
    parser.add_argument("--density", default="comfort", metavar="comfort|busy|event|full")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=600.0, help="seconds the engine may take")
    parser.add_argument("-o", "--output", default=None, metavar="OUT.json", help="trajectories")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)

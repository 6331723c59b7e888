"""What `sbd checklist` and `sbd assessors` accept."""

import argparse

from sbd_tool.domain.checklists import Pass
from sbd_tool.domain.tasks import Role


def add_checklist(parser: argparse.ArgumentParser) -> None:
    """Arguments of `sbd checklist`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    deed = parser.add_mutually_exclusive_group()
    deed.add_argument("--list", action="store_true", help="lists and tasks (this is the default)")
    deed.add_argument("--templates", action="store_true", help="checklists there are")
    deed.add_argument("--add", metavar="FILE.yaml", default="", help="take in a city's checklist")
    deed.add_argument("--put", metavar="TEMPLATE", default="", help="put a checklist on the plan")
    deed.add_argument("--put-visit", metavar="MINUTES", type=float, default=None)
    deed.add_argument("--answer", nargs="+", metavar="TASK=VALUE", default=None)
    deed.add_argument("--settle", metavar="TASK=VALUE", default="", help="with --reason")
    deed.add_argument("--move", metavar="LIST.PLACE=EAST,NORTH", default="")
    deed.add_argument("--drop", metavar="LIST", default="")
    parser.add_argument("--at", nargs="+", metavar="EAST,NORTH", default=[], help="own places")
    parser.add_argument("--here", metavar="EAST,NORTH", default="", help="nearest tasks first")
    parser.add_argument("--open", action="store_true", help="only tasks that are open")
    parser.add_argument("--when", choices=[one.value for one in Pass], default=None)
    parser.add_argument("--role", choices=[one.value for one in Role], default=Role.PLANNER.value)
    parser.add_argument("--initials", default="")
    parser.add_argument("--remark", "--reason", dest="remark", default="")
    parser.add_argument("--quick", action="store_true", help="leave out hidden pockets")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")


def add_assessors(parser: argparse.ArgumentParser) -> None:
    """Arguments of `sbd assessors`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    actions = ("show", "begin", "answer", "lock", "open", "compare")
    parser.add_argument("action", nargs="?", choices=actions, default="show")
    parser.add_argument("answers", nargs="*", metavar="TASK=VALUE")
    parser.add_argument("--list", default="1", metavar="LIST", help="number of the checklist")
    parser.add_argument("--who", choices=("A", "B"), default="A", help="which assessor")
    parser.add_argument(
        "--seal-file",
        default="",
        metavar="FILE",
        help="its first line is the assessor's passphrase",
    )
    parser.add_argument("--when", choices=[one.value for one in Pass], default=None)
    parser.add_argument("--role", choices=[one.value for one in Role], default=Role.PLANNER.value)
    parser.add_argument("--remark", default="")
    parser.add_argument("--json", action="store_true")

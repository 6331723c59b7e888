"""What `sbd follow` and `sbd portfolio` accept."""

from argparse import ArgumentParser

from sbd_tool.cli.parts import where_arguments
from sbd_tool.domain.follow_through import Moment


def add_follow(parser: ArgumentParser) -> None:
    """Arguments of `sbd follow`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument(
        "--built", default="", metavar="MEASURE=as_designed|differs|not_built",
        help="keep what was seen where a measure was to be",
    )  # fmt: skip
    parser.add_argument("--plan", default="", metavar="MEASURE", help="plan an inspection")
    parser.add_argument(
        "--inspected", default="", metavar="MEASURE=in_order|needs_work|gone",
        help="keep an inspection that was done",
    )  # fmt: skip
    parser.add_argument(
        "--scores", choices=[one.value for one in Moment], default=None,
        help="keep both ledgers as they stand today",
    )  # fmt: skip
    parser.add_argument("--day", default="", metavar="YYYY-MM-DD", help="default: today")
    parser.add_argument("--words", default="", help="what differs, what is to be done")
    parser.add_argument("--wait", action="store_true", help="run the slow analyses for --scores")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)


def add_portfolio(parser: ArgumentParser) -> None:
    """Arguments of `sbd portfolio`."""
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("-o", "--output", default="", metavar="OUT.html|OUT.csv")
    parser.add_argument("--day", default="", metavar="YYYY-MM-DD", help="overdue from; today")
    parser.add_argument("--json", action="store_true")

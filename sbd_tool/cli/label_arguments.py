"""What `sbd label` accepts."""

import argparse


def add_label(parser: argparse.ArgumentParser) -> None:
    """`sbd label P.sbd.gpkg`: tells labels; with options it changes them."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--sets", action="store_true", help="list the sets of labels there are")
    parser.add_argument(
        "--set", dest="set_key", default="", metavar="KEY|tlp", help="labels shown beside TLP"
    )
    parser.add_argument(
        "--objects",
        nargs="+",
        default=[],
        metavar="NAME",
        help="what gets a label: names, words of annotations, parts of the report, or ids",
    )
    parser.add_argument(
        "--as",
        dest="label",
        default=None,
        metavar="LABEL",
        help="TLP label, a level of the set, or inherited",
    )
    parser.add_argument("--by", default="", help="who does it; needed to lower a label")
    parser.add_argument("--reason", default="", help="why; needed to lower a label")
    parser.add_argument("--json", action="store_true")

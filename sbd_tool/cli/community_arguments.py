"""What the verbs of the community accept."""

from argparse import ArgumentParser

from sbd_tool.cli.parts import number


def add_survey(parser: ArgumentParser) -> None:
    """Arguments of `sbd survey`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument(
        "file", nargs="?", default="", metavar="ANSWERS.csv|.geojson",
        help="take in; without a file what was taken in is listed",
    )  # fmt: skip
    for hour in ("day", "night", "group"):
        parser.add_argument(f"--{hour}-column", default="", metavar="COLUMN")
    parser.add_argument(
        "--numbers", default="", metavar="safe_first|unsafe_first",
        help="what the answers 1 to 4 mean",
    )  # fmt: skip
    parser.add_argument("--wording", default="", metavar="sdg|ess", help="which question was asked")
    parser.add_argument("--name", default="", help="default: the name of the file")
    parser.add_argument("--day", default="", metavar="YYYY-MM-DD", help="when it was held")
    parser.add_argument("--try", dest="is_trial", action="store_true", help="tell, keep nothing")
    parser.add_argument("--drop", default="", metavar="SURVEY", help="remove one")
    parser.add_argument("--publish", default="", metavar="ID", help="its sums may go public")
    parser.add_argument("--reason", default="", metavar="WORDS", help="why it is published")
    parser.add_argument("--keep", default="", metavar="ID", help="its sums stay inside again")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")


def add_incidents(parser: ArgumentParser) -> None:
    """Arguments of `sbd incidents`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("file", metavar="INCIDENTS.csv|.geojson")
    parser.add_argument(
        "--accuracy", type=number, default=None, metavar="METRES", help="as stated by the source"
    )
    parser.add_argument("--json", action="store_true")

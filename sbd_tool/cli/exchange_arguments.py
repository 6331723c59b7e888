"""What `sbd pack`, `sbd diff` and `sbd merge` accept."""

from argparse import ArgumentParser
from typing import Final

from sbd_tool.domain.merge import Side

MARGIN_M: Final = 150.0
"""As `app.exchange.basemap`, which is not imported to tell what a verb takes."""


def add_pack(parser: ArgumentParser) -> None:
    """Arguments of `sbd pack`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument(
        "output", metavar="OUT.sbd.gpkg|OUT.sbd-review[.age]", nargs="?", default=""
    )
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument(
        "--for-review", action="store_true", help="who opens it reads, marks and answers only"
    )
    kind.add_argument(
        "--review", action="store_true", help="only what a reviewer wrote: a few kB for the mail"
    )
    parser.add_argument(
        "--field", action="store_true", help="for the site: size and what is missing told first"
    )
    parser.add_argument(
        "--basemap", metavar="TILES.mbtiles", default="",
        help="tiles round the square, carried in the package alone",
    )  # fmt: skip
    parser.add_argument(
        "--margin", type=float, default=MARGIN_M, metavar="METRES",
        help="how far the basemap reaches beyond the square (%(default)g)",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="only tell; write nothing")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")


def add_diff(parser: ArgumentParser) -> None:
    """Arguments of `sbd diff`."""
    parser.add_argument("before", metavar="A.sbd.gpkg")
    parser.add_argument("after", metavar="B.sbd.gpkg")
    parser.add_argument("--json", action="store_true")


def add_merge(parser: ArgumentParser) -> None:
    """Arguments of `sbd merge`."""
    parser.add_argument("project", metavar="OURS.sbd.gpkg")
    parser.add_argument("copy", metavar="THEIRS.sbd.gpkg")
    parser.add_argument(
        "--choose", choices=[side.value for side in Side], default=None,
        help="whose value stands in every conflict; else what was changed last",
    )  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")

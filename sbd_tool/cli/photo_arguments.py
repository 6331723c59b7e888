"""What `sbd photos` accepts."""

from argparse import ArgumentParser

from sbd_tool.domain.marking import Edition


def add_photos_arguments(parser: ArgumentParser) -> None:
    """Arguments of `sbd photos`; without any it lists the photos."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    does = parser.add_mutually_exclusive_group()
    does.add_argument(
        "--add", nargs="+", default=None, metavar="FILE|FOLDER", help="take photos in, one by one"
    )
    does.add_argument("--list", action="store_true", help="list the photos (the default)")
    does.add_argument(
        "--mark-checked", nargs="+", default=None, metavar="all|NUMBER|ID",
        help="say that you looked at them for faces, plates and secrets",
    )  # fmt: skip
    does.add_argument("--unmark", nargs="+", default=None, metavar="all|NUMBER|ID")
    does.add_argument(
        "--place", nargs="+", default=None, metavar=("NUMBER", "X Y [HEADING]"),
        help="pin a photo, metres in the project's coordinate system",
    )  # fmt: skip
    does.add_argument(
        "--blur", nargs="+", default=None, metavar=("NUMBER", "X,Y,RADIUS"),
        help="destroy round places in every copy that leaves; shares of the picture from 0 to 1",
    )  # fmt: skip
    does.add_argument(
        "--keep-view", nargs=2, default=None, metavar=("NUMBER", "NAME"),
        help="make place and heading of a photo a viewpoint",
    )  # fmt: skip
    does.add_argument(
        "--again", nargs=2, default=None, metavar=("VIEW", "NUMBER"),
        help="this photo was taken again from that viewpoint",
    )  # fmt: skip
    does.add_argument("--views", action="store_true", help="viewpoints, then and now")
    does.add_argument("--export-out", default="", metavar="FOLDER", help="write copies that leave")
    parser.add_argument("--unplaced", action="store_true", help="list those without a place only")
    parser.add_argument("--unchecked", action="store_true", help="list those not checked only")
    parser.add_argument(
        "--edition", choices=[one.value for one in Edition], default=Edition.PUBLIC.value
    )
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")

"""What `sbd sources` accepts, and the words on a licence that `sbd import` accepts too."""

from argparse import ArgumentParser, Namespace

from sbd_tool.domain.licences import licence_line


def licence_arguments(parser: ArgumentParser) -> None:
    """Source, licence and attribution of plan files."""
    parser.add_argument(
        "--source", default="", metavar="WORDS", help="what the plan is and who gave it out"
    )
    parser.add_argument("--licence", default="", metavar="WORDS", help="licence of the plan")
    parser.add_argument("--attribution", default="", metavar="WORDS", help="whom to name for it")


def licence_said(arguments: Namespace) -> str:
    """The line these words make; "" without any.

    Raises:
        InputError: It is too long to be printed.
    """
    return licence_line(arguments.licence, arguments.attribution, arguments.source)


def add_sources(parser: ArgumentParser) -> None:
    """Arguments of `sbd sources`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    licence_arguments(parser)
    parser.add_argument(
        "--of",
        nargs="+",
        default=[],
        metavar="FILE|LAYER",
        help="these files or layers; default: those without a licence",
    )
    parser.add_argument("--all", action="store_true", help="all files and layers")
    parser.add_argument("--clear", action="store_true", help="take back what was said of them")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")

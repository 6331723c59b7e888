"""What the command line accepts. Its words are stable: scripts rely on them."""

import argparse
from typing import Final, NoReturn

from sbd_tool import __version__
from sbd_tool.app.analysing import SUBJECTS
from sbd_tool.app.listing import LISTS
from sbd_tool.cli.leaving_arguments import compare_arguments, log_argument
from sbd_tool.cli.parser_words import DESCRIPTION, unfit
from sbd_tool.cli.parts import number, scale, speeds_argument, where_arguments
from sbd_tool.cli.sources_arguments import licence_arguments
from sbd_tool.cli.unlocking import add_keys
from sbd_tool.cli.verbs import VERBS
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.text import literal, text

UNITS: Final = ("mm", "cm", "dm", "m", "km", "in", "ft", "us-ft")


class Parser(argparse.ArgumentParser):
    """A parser whose refusals are worded like every other problem."""

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing a usage wall."""
        raise InputError(
            text("cli.bad_arguments", what=literal(message)),
            text("cli.see_help", command=self.prog),
            self.prog,
        )


def build_parser() -> Parser:
    """The whole command line."""
    parser = Parser(prog="sbd", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"sbd {__version__}")
    parser.add_argument("--language", default=None, help="language of messages: en, de")
    add_keys(parser)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    _add_import(commands.add_parser("import", help="bring plan files into a new project"))
    _add_inspect(commands.add_parser("inspect", help="say what a DXF drawing holds"))
    _add_doctor(commands.add_parser("doctor", help="list the drawing errors of a project"))
    _add_tag(commands.add_parser("tag", help="place measures from a GeoJSON file"))
    _add_answer(commands.add_parser("answer", help="answer questions: KEY=VALUE"))
    _add_assess(commands.add_parser("assess", help="score a project or a plan"))
    _add_analyse(commands.add_parser("analyse", help="one analysis at points of a grid"))
    _add_luminaire(commands.add_parser("luminaire", help="a luminaire file for lamps"))
    _add_export(commands.add_parser("export", help="write a report, map or data file"))
    for verb in VERBS:
        verb.accepts(commands.add_parser(verb.key, help=verb.help))
    listing = commands.add_parser("catalogue", help="list the measures")
    listing.add_argument("--json", action="store_true")
    where_arguments(listing)
    sample = commands.add_parser("sample", help="copy a sample site")
    sample.add_argument("name", nargs="?", default="")
    sample.add_argument("folder", nargs="?", default="")
    where_arguments(sample)
    return parser


def _place_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--crs", default=None, help="coordinate system of files without one")
    parser.add_argument(
        "--units",
        type=_unit,
        default=None,
        help="unit of drawings: mm, cm, dm, m, km, in, ft, us-ft, or metres per unit",
    )
    parser.add_argument("--square", default=None, help="name, OSM id or LON,LAT of the square")
    parser.add_argument("--context", type=_metres, default=250.0, help="surroundings kept, metres")


def _unit(words: str) -> str:
    if words in UNITS:
        return words
    if not 1e-6 <= number(words) <= 1e5:  # noqa: PLR2004 - from a thousandth of a millimetre
        raise unfit("a unit is mm, cm, dm, m, km, in, ft or us-ft")
    return words


def _metres(words: str) -> float:
    value = number(words)
    if not 0.0 <= value <= 20_000.0:  # noqa: PLR2004 - a square, not a country
        raise unfit("a distance from 0 to 20000 metres")
    return value


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", nargs="+", metavar="PLAN")
    parser.add_argument("-o", "--output", required=True, metavar="P.sbd.gpkg")
    _place_arguments(parser)
    _mapping_argument(parser)
    licence_arguments(parser)
    parser.add_argument("--title", default="")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)


def _mapping_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--mapping",
        action="append",
        default=[],
        metavar="RULES.yaml",
        help="what layer and block names of drawings mean; a later file is asked first",
    )


def _add_inspect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("drawing", metavar="FILE.dxf")
    parser.add_argument("--json", action="store_true")
    _mapping_argument(parser)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--json", action="store_true")


def _add_tag(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("measures", metavar="MEASURES.geojson")
    parser.add_argument("--by", default="")
    where_arguments(parser)


def _add_answer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("answers", nargs="+", metavar="KEY=VALUE")
    choices = [evidence.value for evidence in Evidence if evidence is not Evidence.NONE]
    parser.add_argument("--evidence", choices=choices, default=Evidence.SEEN.value)
    parser.add_argument("--by", default="")
    parser.add_argument("--method", default="")
    parser.add_argument("--document", default="")
    where_arguments(parser)


def _add_assess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg|PLAN")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    speeds_argument(parser)
    parser.add_argument(
        "--all-states", action="store_true", help="every state, and the worst of each ledger"
    )
    _place_arguments(parser)
    where_arguments(parser)


def _add_analyse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    keys = [*(subject.key for subject in SUBJECTS), *(listing.key for listing in LISTS)]
    parser.add_argument("subject", choices=keys)
    parser.add_argument("--grid", type=_metres, default=None, help="distance of points, metres")
    parser.add_argument("--points", default=None, metavar="PTS.geojson", help="points instead")
    parser.add_argument("--reach", type=_metres, default=None, help="how far is looked, metres")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("-o", "--output", default=None, metavar="OUT.gpkg|OUT.tif|OUT.csv")
    parser.add_argument("--least", default="", metavar="cost|load", help="what a closure saves")
    parser.add_argument("--stops", default="", metavar="CLASS", help="vehicle a closure stops")
    parser.add_argument("--rating", default="", help="rating of the barriers a closure proposes")
    parser.add_argument(
        "--compare-option", default="", metavar="OPTION", help="ways of people against this option"
    )
    parser.add_argument(
        "--compare-state", default="", metavar="STATE", help="ways of people against this state"
    )
    where_arguments(parser)


def _add_luminaire(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("file", metavar="FILE.ldt|FILE.ies")
    parser.add_argument("--lamps", nargs="+", default=None, metavar="all|ID")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("output", metavar="OUT", nargs="*")
    parser.add_argument(
        "--recipe", default=None, metavar="FILE", help="a set of exports; all paths are projects"
    )
    parser.add_argument("--folder", default=None, help="where the files of a recipe go")
    parser.add_argument("--json", action="store_true", help="summary of a recipe")
    parser.add_argument("--edition", choices=[edition.value for edition in Edition], default=None)
    parser.add_argument("--scale", type=scale, default=None, help="500 means 1:500")
    parser.add_argument("--report-language", default=None)
    parser.add_argument(
        "--pdf-passphrase-file", default=None, metavar="FILE", help="lock a PDF with AES-256"
    )
    parser.add_argument(
        "--template",
        default="planner",
        metavar="planner|liaison|council|public|crime_impact|review|handover|decision",
        help="which chapters a report has",
    )
    parser.add_argument("--maps", action="store_true", help="with maps of analyses, for the police")
    log_argument(parser)
    speeds_argument(parser)
    compare_arguments(parser)
    where_arguments(parser)

"""What the command line accepts. Its words are stable: scripts rely on them."""

import argparse
from typing import Final, NoReturn

from sbd_tool import __version__
from sbd_tool.app.analysing import SUBJECTS
from sbd_tool.app.listing import LISTS
from sbd_tool.cli.design_arguments import add_compare, add_option, add_state
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE, Evidence
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.sheets import Atlas, Paper, SheetPart
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.written import Part

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
    parser = Parser(prog="sbd", description="Openness and protection of a public square.")
    parser.add_argument("--version", action="version", version=f"sbd {__version__}")
    parser.add_argument("--language", default=None, help="language of messages: en, de")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    _add_import(commands.add_parser("import", help="bring plan files into a new project"))
    _add_inspect(commands.add_parser("inspect", help="say what a DXF drawing holds"))
    _add_doctor(commands.add_parser("doctor", help="list the drawing errors of a project"))
    _add_tag(commands.add_parser("tag", help="place measures from a GeoJSON file"))
    _add_answer(commands.add_parser("answer", help="answer questions: KEY=VALUE"))
    _add_assess(commands.add_parser("assess", help="score a project or a plan"))
    _add_analyse(commands.add_parser("analyse", help="one analysis at points of a grid"))
    _add_check(commands.add_parser("check", help="the conditions of the brief as tests"))
    _add_luminaire(commands.add_parser("luminaire", help="a luminaire file for lamps"))
    add_state(commands.add_parser("state", help="states of the square in time"))
    add_option(commands.add_parser("option", help="design options: branches of the design"))
    add_compare(commands.add_parser("compare", help="options side by side"))
    _add_weights(commands.add_parser("weights", help="whose weights stand: list, use, compare"))
    _add_write(commands.add_parser("write", help="words for a part of the report"))
    _add_sheet(commands.add_parser("sheet", help="how the map sheet is set up"))
    _add_robustness(commands.add_parser("robustness", help="how firm the order of options is"))
    _add_export(commands.add_parser("export", help="write a report, map or data file"))
    listing = commands.add_parser("catalogue", help="list the measures")
    listing.add_argument("--json", action="store_true")
    _where_arguments(listing)
    sample = commands.add_parser("sample", help="copy a sample site")
    sample.add_argument("name", nargs="?", default="")
    sample.add_argument("folder", nargs="?", default="")
    _where_arguments(sample)
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
    if not 1e-6 <= _number(words) <= 1e5:  # noqa: PLR2004 - from a thousandth of a millimetre
        raise argparse.ArgumentTypeError("a unit is mm, cm, dm, m, km, in, ft or us-ft")
    return words


def _metres(words: str) -> float:
    value = _number(words)
    if not 0.0 <= value <= 20_000.0:  # noqa: PLR2004 - a square, not a country
        raise argparse.ArgumentTypeError("a distance from 0 to 20000 metres")
    return value


def _where_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--option", default=BASE_OPTION)
    parser.add_argument("--time-state", default=ORDINARY_STATE)


def _add_import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("plans", nargs="+", metavar="PLAN")
    parser.add_argument("-o", "--output", required=True, metavar="P.sbd.gpkg")
    _place_arguments(parser)
    _mapping_argument(parser)
    parser.add_argument("--title", default="")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    _where_arguments(parser)


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
    _where_arguments(parser)


def _add_answer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("answers", nargs="+", metavar="KEY=VALUE")
    choices = [evidence.value for evidence in Evidence if evidence is not Evidence.NONE]
    parser.add_argument("--evidence", choices=choices, default=Evidence.SEEN.value)
    parser.add_argument("--by", default="")
    parser.add_argument("--method", default="")
    parser.add_argument("--document", default="")
    _where_arguments(parser)


def _add_assess(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg|PLAN")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    parser.add_argument(
        "--all-states", action="store_true", help="every state, and the worst of each ledger"
    )
    _place_arguments(parser)
    _where_arguments(parser)


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
    _where_arguments(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
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
    _where_arguments(parser)


def _add_luminaire(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("file", metavar="FILE.ldt|FILE.ies")
    parser.add_argument("--lamps", nargs="+", default=None, metavar="all|ID")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")


def _add_weights(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    actions = ("list", "use", "add", "drop", "compare")
    parser.add_argument("action", nargs="?", choices=actions, default="list")
    parser.add_argument("key", nargs="?", default="", metavar="KEY|none|NAME")
    parser.add_argument("--weights", nargs="+", default=[], metavar="FAMILY=WEIGHT")
    parser.add_argument("--by", default="")
    parser.add_argument("--reason", default="")
    _compared_arguments(parser)


def _add_robustness(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", type=int, default=None)
    _compared_arguments(parser)


def _compared_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--options", nargs="+", default=[], metavar="OPTION", help="default: all")
    parser.add_argument("--time-state", default=ORDINARY_STATE)
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    parser.add_argument("--json", action="store_true")


def _add_write(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("part", metavar="|".join(part.value for part in Part))
    parser.add_argument("file", metavar="FILE", help="a text file, or - for the input")
    parser.add_argument("--label", choices=[one.value for one in Tlp], default=None)
    parser.add_argument("--by", default="")


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--paper", choices=[one.value for one in Paper], default=None)
    turn = parser.add_mutually_exclusive_group()
    turn.add_argument("--portrait", action="store_true")
    turn.add_argument("--landscape", action="store_true")
    parser.add_argument("--scale", type=_scale, default=None, help="500 means 1:500")
    parser.add_argument("--fit", action="store_true", help="no fixed scale")
    parser.add_argument("--title", default=None)
    parser.add_argument("--logo", default=None, metavar="PICTURE")
    parser.add_argument("--atlas", choices=[one.value for one in Atlas], default=None)
    parts = "|".join(one.value for one in SheetPart)
    parser.add_argument("--with", dest="shown", nargs="+", default=[], metavar=parts)
    parser.add_argument("--without", dest="hidden", nargs="+", default=[], metavar=parts)
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("output", metavar="OUT")
    parser.add_argument("--edition", choices=[edition.value for edition in Edition], default=None)
    parser.add_argument("--scale", type=_scale, default=None, help="500 means 1:500")
    parser.add_argument("--report-language", default=None)
    parser.add_argument(
        "--template",
        default="planner",
        metavar="planner|liaison|council|public|crime_impact",
        help="which chapters a report has",
    )
    _where_arguments(parser)


def _scale(words: str) -> int:
    value = _number(words.rsplit(":", maxsplit=1)[-1])
    if not 10 <= value <= 100_000:  # noqa: PLR2004 - from a bench to a town
        raise argparse.ArgumentTypeError("a scale from 10 to 100000")
    return round(value)


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        raise argparse.ArgumentTypeError("a number is needed") from None

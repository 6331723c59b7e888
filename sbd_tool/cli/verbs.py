"""Verbs of the command line beside the first ones: what each accepts, as one registry.

What a verb does stands in `sbd_tool.cli.doing`, apart from this, so that a misspelt word is
refused without loading anything heavy.
"""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sbd_tool.cli.checklist_arguments import add_assessors, add_checklist
from sbd_tool.cli.community_arguments import add_incidents, add_survey
from sbd_tool.cli.crowd_arguments import add_crowd
from sbd_tool.cli.design_arguments import add_compare, add_option, add_state
from sbd_tool.cli.exchange_arguments import add_diff, add_merge, add_pack
from sbd_tool.cli.follow_arguments import add_follow, add_portfolio
from sbd_tool.cli.heard_arguments import add_engagement, add_notes
from sbd_tool.cli.label_arguments import add_label
from sbd_tool.cli.leaving_arguments import add_encrypt, add_verify
from sbd_tool.cli.parts import number, scale, speeds_argument, where_arguments
from sbd_tool.cli.photo_arguments import add_photos_arguments
from sbd_tool.cli.positions import add_positions
from sbd_tool.cli.review_arguments import add_review
from sbd_tool.cli.seal_layer_arguments import add_seal_layer
from sbd_tool.cli.sources_arguments import add_sources
from sbd_tool.domain.evidence import ORDINARY_STATE
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.sheets import Atlas, Paper, SheetPart
from sbd_tool.domain.written import Part


@dataclass(frozen=True, slots=True)
class Verb:
    """One word of the command line.

    Attributes:
        key: The word.
        help: What it is for, in a line.
        accepts: Adds its arguments to a parser.
    """

    key: str
    help: str
    accepts: Callable[[argparse.ArgumentParser], None]


def _add_explain(parser: argparse.ArgumentParser) -> None:
    _add_plain(parser)
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    speeds_argument(parser)
    parser.add_argument(
        "--shares", nargs="+", default=None, metavar="all|KEY", help="share points among objects"
    )


def _add_threats(parser: argparse.ArgumentParser) -> None:
    _add_plain(parser)
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    speeds_argument(parser)
    parser.add_argument("--tick", nargs="+", default=None, metavar="THREAT")
    parser.add_argument("--untick", nargs="+", default=None, metavar="THREAT")
    parser.add_argument("--done", nargs="+", default=None, metavar="STEP", help="steps done")
    parser.add_argument("--by", default="")


def _add_plain(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument(
        "--write",
        nargs="+",
        default=None,
        metavar=("KIND", "BLANK=VALUE"),
        help="add a condition; blanks left out start as its sentence says",
    )
    parser.add_argument("--cross-out", default="", metavar="N", help="take condition number N out")
    parser.add_argument("--sentences", action="store_true", help="list the sentences there are")
    parser.add_argument("--wait", action="store_true", help="run the slow analyses too")
    parser.add_argument(
        "--strict", action="store_true", help="also fail where something is not decided"
    )
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)


def _add_optimise(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--budget", type=number, default=None, help="most that may be added")
    parser.add_argument(
        "--candidates", type=int, default=24, metavar="N", help="up to 12: every set is tried"
    )
    parser.add_argument("--points", type=int, default=96, metavar="N", help="most sets looked for")
    parser.add_argument(
        "--accept", type=int, default=0, metavar="K", help="make set K a new option"
    )
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)


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
    speeds_argument(parser)
    _compared_arguments(parser)


def _add_visit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--minutes", type=number, default=45.0)
    parser.add_argument("--quick", action="store_true", help="leave out the slow analyses")
    parser.add_argument("-o", "--output", default="", metavar="SHEET.pdf")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)


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
    parser.add_argument("--by", default="", help="who does it; needed to lower a label")
    parser.add_argument("--reason", default="", help="why; needed to lower a label")


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--paper", choices=[one.value for one in Paper], default=None)
    turn = parser.add_mutually_exclusive_group()
    turn.add_argument("--portrait", action="store_true")
    turn.add_argument("--landscape", action="store_true")
    parser.add_argument("--scale", type=scale, default=None, help="500 means 1:500")
    parser.add_argument("--fit", action="store_true", help="no fixed scale")
    parser.add_argument("--title", default=None)
    parser.add_argument("--logo", default=None, metavar="PICTURE")
    parser.add_argument("--atlas", choices=[one.value for one in Atlas], default=None)
    parts = "|".join(one.value for one in SheetPart)
    parser.add_argument("--with", dest="shown", nargs="+", default=[], metavar=parts)
    parser.add_argument("--without", dest="hidden", nargs="+", default=[], metavar=parts)
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")


VERBS: Final = (
    Verb("verify", "does a report still match its project", add_verify),
    Verb("encrypt", "encrypt a project or any file", add_encrypt),
    Verb("decrypt", "decrypt what was encrypted", add_encrypt),
    Verb("state", "states of the square in time", add_state),
    Verb("option", "design options: branches of the design", add_option),
    Verb("compare", "options side by side", add_compare),
    Verb("explain", "why both ledgers stand where they do", _add_explain),
    Verb("threats", "what stands against each ticked threat, by zone", _add_threats),
    Verb("fairness", "who loses what, and how much of a fortress", _add_plain),
    Verb("check", "the conditions of the brief as tests", _add_check),
    Verb("optimise", "sets of measures that no other beats", _add_optimise),
    Verb("weights", "whose weights stand: list, use, compare", _add_weights),
    Verb("robustness", "how firm the order of options is", _add_robustness),
    Verb("visit", "checks that remove most doubt, as a walk", _add_visit),
    Verb("checklist", "questions bound to places: put, answer, list", add_checklist),
    Verb("assessors", "two people answer one list blind, then compare", add_assessors),
    Verb("follow", "what became of the advice: built, inspected, scores", add_follow),
    Verb("portfolio", "a folder of projects side by side", add_portfolio),
    Verb("crowd", "people walking out, simulated by an engine beside this program", add_crowd),
    Verb("survey", "answers on the feeling of safety, as sums", add_survey),
    Verb("notes", "what people said at places of the square", add_notes),
    Verb("engagement", "which groups were asked, what was said and done", add_engagement),
    Verb("incidents", "incidents near the square as counts at their points", add_incidents),
    Verb("positions", "what a receiver recorded (NMEA), on the map of a project", add_positions),
    Verb("pack", "a project as one file for another desk or the site", add_pack),
    Verb("diff", "what differs between two copies of a project", add_diff),
    Verb("merge", "take in a copy that comes back", add_merge),
    Verb("review", "comments on a design: write, answer, settle", add_review),
    Verb("photos", "photos: take in, list, place, blur, check, let out", add_photos_arguments),
    Verb("sources", "files of the plan and their licences: list, state", add_sources),
    Verb("seal-layer", "the sealed police layer: seal, show, check", add_seal_layer),
    Verb("label", "labels of a project, its objects, and beside TLP", add_label),
    Verb("write", "words for a part of the report", _add_write),
    Verb("sheet", "how the map sheet is set up", _add_sheet),
)

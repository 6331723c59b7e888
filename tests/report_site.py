"""A square with measures of all markings and a scorecard written by hand, for exports."""

from dataclasses import replace
from datetime import UTC, datetime

from shapely.geometry import LineString, Point, box

from sbd_tool.app.design import font_faces, load_design
from sbd_tool.app.language import load_words
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Source
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.measures import MeasureState
from sbd_tool.domain.provenance import Provenance
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import (
    Assessment,
    IndicatorScore,
    IndicatorState,
    LedgerScore,
    Move,
    Question,
    Reading,
    Scorecard,
    Suggestion,
)
from sbd_tool.domain.text import literal
from sbd_tool.formats.rules import read_catalogue, read_rubric
from sbd_tool.report.editions import rebuild
from sbd_tool.report.letters import Letters
from sbd_tool.report.look import Look
from sbd_tool.report.modelling import report_model
from sbd_tool.report.spec import ExportJob
from tests.generated_square import placed, project

MADE = datetime(2026, 3, 14, 9, 26, tzinfo=UTC)
CATALOGUE = read_catalogue()
RUBRIC = read_rubric()
BOLLARDS, CAMERA, KIOSK = "measure-0", "measure-2", "measure-3"


def site():
    """Bollards (amber), planters (amber), a camera (amber), a kiosk, benches, patrols (amber)."""
    found = project(seats=4, trees=6, lamps=3)
    layers = tuple(
        replace(entry, source=Source(name="town.gpkg", sha256="ab" * 32, licence="CC0 drawn"))
        for entry in found.layers
    )
    found = replace(found, layers=layers, title="Mill Square, bricks & <mortar>")
    south = LineString([(2, 1), (58, 1)])
    west = LineString([(1, 5), (1, 40)])
    found = placed(
        found,
        "bollards-rated-fixed",
        south,
        evidence=Evidence.SURVEYED,
        state=MeasureState.EXISTING,
        parameters={"rating": "V/7200[N2A]/48/90:0.0", "clear_gap_max_m": 1.2},
        note="CANARY-NOTE duct below",
    )
    found = placed(found, "rated-planters", west, parameters={"clear_gap_max_m": 1.1})
    found = placed(found, "cctv-overview", Point(41.25, 33.75), state=MeasureState.EXISTING)
    found = placed(found, "staffed-kiosk", Point(30, 30), evidence=Evidence.SEEN)
    found = placed(found, "market-food-stalls", box(34, 10, 48, 22), state=MeasureState.TEMPORARY)
    found = placed(found, "place-identity-signage", Point(12, 50), state=MeasureState.TO_REMOVE)
    return placed(found, "foot-patrols", None, note="CANARY-PATROL at 23:40")


def row(key, *, lost=2.0, state=IndicatorState.ASSESSED, objects=(), sentence=None):
    rule = RUBRIC.indicators[key]
    likely = 70.0 if state is IndicatorState.ASSESSED else None
    reading = Reading(worst=1.0, likely=1.5 if likely else None, best=2.0, objects=objects)
    return IndicatorScore(
        key=key,
        family=rule.family,
        reading=replace(reading, evidence=Evidence.PLAN),
        low=50.0 if likely else 0.0,
        likely=likely,
        high=80.0 if likely else 100.0,
        weight=0.1,
        earned=5.0,
        lost=lost,
        state=state,
        sentence=None if sentence is None else literal(sentence),
    )


def ledger(key, rows, **more):
    facts = {
        "score": 62.4,
        "low": 57.0,
        "high": 68.0,
        "coverage": 0.81,
        "supply_coverage": 0.7,
        "assumed_share": 0.22,
        "unverified_share": 0.5,
        "fit_to_print": True,
        "unfit_reasons": (),
        "held": 0.0,
        "families": {entry.family: 60.0 for entry in rows},
        "chains": {},
        "band_low": 3,
        "band_high": 4,
    }
    return LedgerScore(ledger=key, indicators={entry.key: entry for entry in rows}, **facts | more)


def scorecard():
    openness = ledger(
        LedgerKey.OPENNESS,
        [
            row("O01", sentence="Nine tenths of the edge are free to walk across."),
            row("O09", sentence="There is a bench for every forty people."),
            row("O15", objects=(CAMERA,), sentence="CANARY-CAMERA watches the corner."),
            row("O23", state=IndicatorState.NOT_ASSESSED),
        ],
        carries=("O01", "O09"),
        costs=("O15", "O09"),
        questions=(
            Question(
                key="O14",
                ask=literal("How many hours is the square open?"),
                unit="%",
                narrows={LedgerKey.OPENNESS: 4.0, LedgerKey.PROTECTION: 1.0},
                indicators=("O14",),
            ),
        ),
    )
    protection = ledger(
        LedgerKey.PROTECTION,
        [
            row("P01", sentence="CANARY-EDGE is open for 12 m."),
            row("P02", objects=(BOLLARDS,), sentence="CANARY-GAP lets a car through."),
            row("P12", lost=7.25, sentence="Everybody is out in eight minutes."),
            row("P05", state=IndicatorState.NOT_ASSESSED),
        ],
        score=54.0,
        low=31.0,
        high=67.0,
        band_low=2,
        band_high=4,
        fit_to_print=False,
        unfit_reasons=(literal("CANARY-UNFIT the gap is not measured."),),
        carries=("P12", "P01"),
        costs=("P02", "P01"),
        warnings=(
            Finding(
                key="score.floor",
                severity=Severity.DANGER,
                sentence=literal("CANARY-FLOOR the ring is open."),
                objects=(BOLLARDS,),
                ledgers=("protection",),
                marking=Tlp.AMBER,
                restricted_to=("P02",),
            ),
        ),
    )
    return Scorecard(option="base", time_state="ordinary", openness=openness, protection=protection)


def assessment():
    return Assessment(
        scorecard=scorecard(),
        findings=(
            Finding(
                key="a",
                severity=Severity.WARNING,
                sentence=literal("There are few benches."),
                remedy=literal("Add two in the shade."),
                ledgers=("openness",),
            ),
            Finding(
                key="b",
                severity=Severity.DANGER,
                sentence=literal("CANARY-FINDING gap 4 fits a van."),
                objects=(BOLLARDS,),
                ledgers=("protection",),
                restricted_to=("P02",),
            ),
        ),
        suggestions=(
            suggestion("seating-edge", "Eight benches in the western half", 5.9, 0.8),
            suggestion("rated-planters", "CANARY-STEP move planter 5 by 0.30 m", 0.0, 6.1),
        ),
        provenance=Provenance(
            software="0.1.0",
            catalogue="2026.1",
            rubric="default 2026.1",
            project_digest="c" * 64,
            analyses={"gaps": 1},
            sources={"town.gpkg": "ab" * 32},
        ),
    )


def suggestion(kind, words, openness, protection):
    return Suggestion(
        key=kind,
        kind=kind,
        sentence=literal(words),
        openness=Move(delta=openness, low_delta=openness, high_delta=openness),
        protection=Move(delta=protection, low_delta=protection, high_delta=protection),
        is_win_win=openness > 0 < protection,
    )


def content(edition=Edition.POLICE, of=None, judged=None):
    return rebuild(of or site(), judged or assessment(), CATALOGUE, edition)


def job(edition=Edition.POLICE, language="en", of=None, judged=None, scale=None):
    held = content(edition, of, judged)
    design = load_design()
    look = Look(design, design.theme("light"), load_words(language), Letters(font_faces()))
    return ExportJob(
        content=held,
        model=report_model(held, RUBRIC, MADE),
        rubric=RUBRIC,
        look=look,
        made=MADE,
        scale=scale,
    )

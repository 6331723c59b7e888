"""An atlas by state and by option: a page for each, named, filtered for its edition, verified."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from sbd_tool.app.atlas_places import atlas_places, judge_like, unjudged, with_atlas
from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import load_rules
from sbd_tool.app.sealing import seal_of
from sbd_tool.app.sheets import preview_sheet
from sbd_tool.app.verifying import Difference
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.project import Option, TimeState
from sbd_tool.domain.sheets import Atlas, MapSheet, sheet_of
from sbd_tool.report.modelling import report_model
from sbd_tool.report.pdf import sheet_pdf
from sbd_tool.report.sheet_atlas import sheet_pages
from tests.report_site import BOLLARDS, KIOSK, assessment, content, job, site

WORDS, RULES = load_words("en"), load_rules(None)
NOW = datetime(2026, 3, 14, tzinfo=UTC)
MARKET, GREEN = TimeState(key="mkt", name="Market day"), Option(key="grn", name="Green edge")


def square(atlas):
    """The kiosk stands on market days only, the bollards in one option only."""
    found = site()
    measures = dict(found.measures)
    kiosk, bollards = measures[KIOSK], measures[BOLLARDS]
    measures[KIOSK] = replace(kiosk, stamp=replace(kiosk.stamp, time_states=("mkt",)))
    measures[BOLLARDS] = replace(bollards, stamp=replace(bollards.stamp, option="grn"))
    record = MapSheet(atlas=atlas).as_record(kiosk.stamp)
    return replace(
        found,
        measures=measures,
        records={record.stamp.id: record},
        options=(Option(key=BASE_OPTION, name="Base"), GREEN),
        time_states=(TimeState(key=ORDINARY_STATE, name="Ordinary"), MARKET),
    )


def told(atlas, edition=Edition.POLICE, judged=None, of=None, judge=unjudged):
    found = of or square(atlas)
    first = replace(job(edition), content=content(edition, found, judged))
    return with_atlas(replace(first, model=model_of(first)), found, RULES, judge)


def model_of(first):
    return report_model(first.content, RULES.rubric, NOW)


def words_of(raw):
    return [
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(raw)).pages
    ]


@pytest.mark.parametrize(
    ("atlas", "names"),
    [
        (Atlas.STATES, ("Ordinary day", "Market day")),
        (Atlas.OPTIONS, ("Base plan", "Green edge")),
    ],
)
def test_each_state_or_option_has_a_page_with_its_name_at_one_scale(atlas, names):
    made = told(atlas)
    pages = sheet_pages(made)
    assert [page.name for page in pages] == [*names]
    assert pages[0].around == pages[1].around
    first, second = words_of(sheet_pdf(made))
    assert names[1] not in first
    assert f"Test Square \u00b7 {names[1]}" in second


def test_a_page_shows_what_stands_there_and_only_that():
    states, options = sheet_pages(told(Atlas.STATES)), sheet_pages(told(Atlas.OPTIONS))
    drawn = [KIOSK in words_with(page) for page in states]
    assert drawn == [False, True]
    assert [page.content.option for page in options] == [BASE_OPTION, "grn"]


def words_with(page):
    content = page.content
    return {
        key
        for key, row in content.project.measures.items()
        if row.stamp.time_states is None or content.time_state in row.stamp.time_states
    }


def test_further_pages_of_a_wider_edition_withhold_what_the_first_would(tmp_path):
    target = tmp_path / "map.sheet.pdf"
    export(square(Atlas.OPTIONS), None, RULES, target, edition=Edition.PUBLIC, words=WORDS)
    said = words_of(target.read_bytes())
    assert len(said) == 2
    assert "CANARY" not in " ".join(said)
    (side,) = told(Atlas.OPTIONS, Edition.PUBLIC).atlas
    assert BOLLARDS not in side.content.project.measures


def test_each_page_tells_the_scores_of_its_own_state_or_option():
    asked = []

    def judge(place):
        asked.append(place)
        return assessment()

    pages = sheet_pages(told(Atlas.OPTIONS, judged=assessment(), judge=judge))
    assert asked == [Place("grn", ORDINARY_STATE)]
    assert [page.note for page in pages] == ["", ""]
    assert all(page.model.ledgers for page in pages)
    first, second = words_of(sheet_pdf(told(Atlas.OPTIONS, judged=assessment(), judge=judge)))
    for said in ("Openness", "Protection", "assessed", "Legend", "TLP:AMBER+STRICT", "1 : "):
        assert said in first
        assert said in second


@pytest.mark.parametrize(
    ("atlas", "edition", "is_told"),
    [
        (Atlas.STATES, Edition.POLICE, True),
        (Atlas.STATES, Edition.PUBLIC, False),
        (Atlas.OPTIONS, Edition.PUBLIC, True),
    ],
)
def test_which_hour_is_weakest_is_told_to_the_narrowest_circle_alone(atlas, edition, is_told):
    found = square(atlas)
    known = assess(found, RULES, with_suggestions=False)
    judge = judge_like(known, found, RULES, edition, sheet_of(found.records))
    (place,) = atlas_places(found, atlas, Place(BASE_OPTION, ORDINARY_STATE))
    judged = judge(place)
    assert (judged is not None) is is_told
    if judged is not None:
        assert (judged.scorecard.option, judged.scorecard.time_state) == (
            place.option,
            place.time_state,
        )
    assert judge_like(None, found, RULES, edition, sheet_of(found.records))(place) is None


def test_scores_stand_on_the_first_page_and_the_others_say_so():
    first, second = sheet_pages(told(Atlas.STATES, judged=assessment()))
    assert first.note == ""
    assert "first page" in second.note
    assert second.content.openness is None


def test_the_preview_turns_to_the_pages_that_are_printed():
    found = square(Atlas.OPTIONS)
    pictures = [
        preview_sheet(
            found, None, RULES, sheet_of(found.records), edition=Edition.POLICE, page=page,
            words=WORDS, clock=FixedClock(),
        )
        for page in (0, 1)
    ]  # fmt: skip
    assert [one.pages for one in pictures] == [2, 2]
    assert pictures[0].picture != pictures[1].picture


def test_a_change_on_a_further_page_is_a_difference_that_is_named():
    found = square(Atlas.OPTIONS)
    fewer = {key: row for key, row in found.measures.items() if key != BOLLARDS}
    then, now = (
        seal_of(told(Atlas.OPTIONS, Edition.PARTNER, of=of)).parts
        for of in (found, replace(found, measures=fewer))
    )
    (part,) = (part for part in then if then[part] != now[part])
    sentence = Difference(what=f"project.{part}", then=then[part], now=now[part]).sentence
    assert "further pages" in WORDS(sentence)


def test_zones_and_a_single_page_have_no_further_places():
    shown = Place(BASE_OPTION, ORDINARY_STATE)
    for atlas in (Atlas.ONE, Atlas.ZONES):
        assert atlas_places(square(atlas), atlas, shown) == ()

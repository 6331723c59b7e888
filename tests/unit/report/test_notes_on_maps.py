"""Notes of residents are a layer of maps, and leave only as far as a person let each go."""

from dataclasses import replace

import pytest

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.community.note_layer import show_notes
from sbd_tool.app.exporting import export
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.cartography.compose import compose
from sbd_tool.cartography.drawlist import Marker
from sbd_tool.cartography.labels import on_page
from sbd_tool.domain.community import Liking, NoteHour, PlaceNote
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.lowering import Lowering
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.shown_notes import hidden_likings
from sbd_tool.formats.design import read_design
from sbd_tool.report.editions import rebuild
from sbd_tool.report.redactions import redactions
from tests.generated_square import X0, Y0
from tests.leak_search import everything, found_in
from tests.report_site import CATALOGUE, site

WORDS, STAMP = load_words("en"), Stamp(id="which-notes")
RELEASED, KEPT, SECRET = "canary seat in the shade", "canary kept in", "canary of the police"
UNSAID = "canary of an older file"
PERSONAL, HIDDEN = "canary, ask me on 030 1234567", "canary idea switched off"


def note(name, words, label, liking=Liking.DISLIKE, **more):
    place = {"x_m": X0 + 12.34 + 3 * len(name), "y_m": Y0 + 21.07 + 2 * len(words)}
    stamp = Stamp(id=name, marking=label, author="CanaryAuthor", created="2019-01-02T03:04:05Z")
    return PlaceNote(
        stamp=stamp, words=words, liking=liking, hour=more.pop("hour", NoteHour.ANY),
        about="seats", origin="canary workshop", **place, **more,
    )  # fmt: skip


def noted(*more):
    rows = (
        note("a", RELEASED, "TLP:CLEAR", Liking.LIKE, hour=NoteHour.NIGHT),
        note("bb", KEPT, None),
        note("ccc", SECRET, "TLP:RED"),
        note("dddd", PERSONAL, "TLP:CLEAR"),
        note("eeeee", HIDDEN, "TLP:CLEAR", Liking.IDEA),
        note("hh", UNSAID, "TLP:CLEAR"),
        *more,
    )
    told = [
        Lowering(object_id=row.id, label=Tlp.CLEAR, inherited=Tlp.AMBER, author="A. Planner",
                 reason="agreed").as_record()
        for row in rows if row.stamp.marking == "TLP:CLEAR" and row.id != "hh"
    ]  # fmt: skip
    kept = [*(row.as_record() for row in rows), *told]
    made = replace(site(), records={row.id: row for row in kept})
    return show_notes(made, frozenset({Liking.IDEA}), STAMP, is_visible=False).apply(made)


@pytest.fixture(scope="module")
def project():
    return noted()


def test_a_sort_of_note_is_switched_off_and_on_for_the_whole_project(project):
    assert hidden_likings(project.records) == {Liking.IDEA}
    again = show_notes(project, frozenset(Liking), STAMP, is_visible=True).apply(project)
    assert hidden_likings(again.records) == frozenset()
    assert [key for key in again.records if key == STAMP.id] == [STAMP.id]


def test_signs_stand_with_their_tail_on_the_place_however_the_map_turns(project):
    for turned in (0.0, 90.0, 200.0):
        drawing = compose(
            project, CATALOGUE, read_design(), WORDS, scale=500, marker_mm=6.0, turned_deg=turned
        )
        group = next(one for one in drawing.groups if one.key == "place_notes")
        first = next(item for item in group.items if isinstance(item, Marker) and item.id == "a")
        x, y = on_page(first.x_m - (X0 + 15.34), first.y_m - (Y0 + 21.07 + 48), 500, turned)
        assert (round(x, 6), round(y, 6)) == (0.0, 3.6)
        titles = [row.title for row in drawing.legend]
        assert {"Place people like", "Place people dislike"} <= set(titles)
        assert "Idea for a place" not in titles, "what is switched off is in no legend"


@pytest.mark.parametrize("edition", [Edition.PUBLIC, Edition.PARTNER])
@pytest.mark.parametrize("suffix", ["pdf", "svg", "html", "gpkg", "geojson"])
def test_wider_editions_hold_what_was_let_out_and_nothing_else(project, edition, suffix, tmp_path):
    target = tmp_path / f"{edition.value}.{suffix}"
    rules, clock = load_rules(project), FixedClock()
    export(project, None, rules, target, edition=edition, words=WORDS, clock=clock)
    whole = everything(target)
    closed = (KEPT, SECRET, PERSONAL, "canary workshop", "CanaryAuthor")
    hidden = () if suffix == "pdf" else (HIDDEN, UNSAID)  # its report tells words that were let out
    assert [word for word in (*closed, *hidden) if found_in(whole, word)] == []
    if suffix in {"html", "gpkg", "geojson"}:
        assert found_in(whole, RELEASED)
    else:
        assert found_in(whole, "Place people like")


def test_a_note_that_stays_inside_changes_nothing_that_is_published(project, tmp_path):
    def page(made):
        target = tmp_path / f"{made.title}.svg"
        rules, clock = load_rules(made), FixedClock()
        export(made, None, rules, target, edition=Edition.PUBLIC, words=WORDS, clock=clock)
        return target.read_bytes()

    more = noted(note("ffffff", "canary more", "TLP:GREEN"))
    without = {key: row for key, row in project.records.items() if key != "a"}
    published = page(project)
    assert page(more) == published
    assert page(replace(project, records=without)) != published


def test_the_police_get_all_but_red_and_what_looks_personal(project):
    held = rebuild(project, None, CATALOGUE, Edition.POLICE).project.records
    assert {"a", "bb", "eeeee"} <= set(held)
    assert not {"ccc", "dddd"} & set(held)


def test_the_redaction_log_says_why_each_note_is_not_there(project):
    content = rebuild(project, None, CATALOGUE, Edition.PUBLIC)
    rules = {one.id: one.rule for one in redactions(project, None, CATALOGUE, content)
             if not one.fields and one.rule != "lowered"}  # fmt: skip
    assert {key: rules.get(key) for key in ("a", "bb", "dddd", "eeeee", "hh")} == {
        "a": None, "bb": "label", "dddd": "personal", "eeeee": "off_the_map", "hh": "off_the_map",
    }  # fmt: skip

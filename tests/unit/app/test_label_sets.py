"""Sets of labels beside TLP, and labels that only a person with a reason lowers."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from shapely.geometry import Point

from sbd_tool.app import commands as c
from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.pasting import PasteMeasures, PasteTraits, Trait
from sbd_tool.app.commands.rows import EditManyMeasures
from sbd_tool.app.history import History
from sbd_tool.app.labels.sets import (
    choose_label_set,
    label_meant,
    label_set_named,
    label_sets,
    shown_label,
)
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import new_project
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import InputError, RuleFileError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.label_sets import label_set_of
from sbd_tool.domain.lowering import lowerings_of
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.measures import Measure
from sbd_tool.formats.label_file import label_file, shipped_label_sets
from sbd_tool.report.csv_file import measures_csv
from sbd_tool.report.editions import rebuild
from sbd_tool.report.lowered_labels import label_lines
from sbd_tool.report.modelling import report_model
from sbd_tool.report.redactions import Done, redactions

RULES = load_rules()
BY = By("A. Planner", "2026-11-26T10:00:00Z")
EN = load_words("en")
MADE = datetime(2026, 11, 26, tzinfo=UTC)


def measure(name, kind="cctv-overview", **changes):
    return Measure(stamp=Stamp(id=name, **changes), kind=kind, geometry=Point(0, 0))


@pytest.fixture
def project():
    rows = (measure("camera"), measure("other"), measure("seat", "seating-edge"))
    return replace(new_project("Square", "EPSG:25832"), measures={row.id: row for row in rows})


def with_set(project, key):
    command = choose_label_set(project, label_set_named(key), stamp=Stamp(id="x"), by=BY)
    return project if command is None else command.apply(project)


def lowering(reason="Seen by all", by=BY, label="TLP:CLEAR", ids=("camera",)):
    return c.EditMeasures(measure_ids=ids, marking=label, reason=reason, by=by)


# --- sets ---------------------------------------------------------------------------------


def test_every_shipped_level_has_a_source_and_only_restricted_ones_are_treated_as_a_label():
    for one in shipped_label_sets():
        assert {level.basis for level in one.levels} <= {"a", "b"}
        assert all(level.source and level.confidence for level in one.levels)
        assert any(level.tlp for level in one.levels)
    text = label_file()[0].read_text("utf-8")
    assert text.count("basis: c") == text.count("tlp:")  # every mapping is our own judgement


@pytest.mark.parametrize(
    ("key", "label", "mark"),
    [
        ("de_vs", Tlp.AMBER, "VS-NfD"),
        ("de_vs", Tlp.AMBER_STRICT, "VS-NfD"),
        ("de_vs", Tlp.GREEN, ""),
        ("uk_gscp", Tlp.GREEN, "OFFICIAL"),
        ("uk_gscp", Tlp.RED, "OFFICIAL-SENSITIVE"),
        ("uk_gscp", Tlp.CLEAR, ""),
        ("fr_dr", Tlp.AMBER, "Diffusion Restreinte"),
        ("eu_euci", Tlp.AMBER, ""),
        ("eu_euci", Tlp.AMBER_STRICT, "RESTREINT UE/EU RESTRICTED"),
    ],
)
def test_a_project_shows_the_narrowest_level_that_is_no_narrower_than_its_label(
    project, key, label, mark
):
    shown = EN(shown_label(with_set(project, key), label))
    assert shown == (f"{mark} (handled as {label.value})" if mark else label.value)


def test_the_chosen_set_is_kept_whole_taken_back_and_undone(project):
    history = History(project)
    history.do(choose_label_set(project, label_set_named("de_vs"), stamp=Stamp(id="x"), by=BY))
    kept = label_set_of(history.project.records)
    assert kept is not None
    assert replace(kept, is_own=False) == label_set_named("de_vs")
    assert choose_label_set(history.project, kept, stamp=Stamp(id="y")) is None
    alone = with_set(history.project, "tlp")
    assert label_set_of(alone.records) is None
    history.undo()
    assert history.project == project


def test_a_level_is_a_name_for_its_label_and_one_above_restricted_is_refused(project):
    chosen = with_set(project, "de_vs")
    assert label_meant(chosen, "vs-nfd") == "TLP:AMBER"
    assert label_meant(chosen, "VS-NUR FÜR DEN DIENSTGEBRAUCH") == "TLP:AMBER"
    assert label_meant(chosen, "tlp:red") == "TLP:RED"
    for words in ("Geheim", "VS-VERTRAULICH", "pink"):
        with pytest.raises(InputError):
            label_meant(chosen, words)
    with pytest.raises(InputError):
        label_meant(project, "VS-NfD")  # no set was chosen


def test_a_city_adds_a_set_of_its_own_and_one_that_calls_its_mapping_sure_is_refused(
    tmp_path, monkeypatch, project
):
    monkeypatch.setenv("SBD_CONFIG_DIR", str(tmp_path))
    (tmp_path / "labels").mkdir()
    own = tmp_path / "labels" / "city.yaml"
    rows = (
        "schema_version: 1\nsets:\n- key: city\n  name: {en: City}\n  levels:\n"
        "  - {mark: Intern, name: Intern, language: de, source: Dienstanweisung 7, basis: b,\n"
        "     confidence: high, treated_as: {tlp: 'TLP:GREEN', basis: BASIS, confidence: low}}\n"
    )
    own.write_text(rows.replace("BASIS", "c"), "utf-8")
    assert label_sets()[0].is_own
    chosen = with_set(project, "city")
    own.unlink()  # another desk has no such file
    assert EN(shown_label(chosen, Tlp.AMBER)) == "Intern (handled as TLP:AMBER)"
    own.write_text(rows.replace("BASIS", "a"), "utf-8")
    with pytest.raises(RuleFileError):
        label_sets()


def test_pages_of_an_edition_carry_the_mark_and_public_ones_none(project):
    chosen = with_set(project, "uk_gscp")
    marks = {one: rebuild(chosen, None, RULES.catalogue, one).mark for one in Edition}
    assert marks == {
        Edition.POLICE: "OFFICIAL-SENSITIVE",
        Edition.PARTNER: "OFFICIAL",
        Edition.PUBLIC: "",
    }
    police = rebuild(chosen, None, RULES.catalogue, Edition.POLICE)
    table = measures_csv(police, report_model(police, RULES.rubric, MADE), EN).decode("utf-8-sig")
    assert "OFFICIAL-SENSITIVE (TLP:AMBER+STRICT)" in table


# --- lowering -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        lowering(reason=""),
        lowering(reason=" \n"),
        lowering(by=By()),
        lowering(ids=("seat", "camera"), reason=""),
        c.LabelObjects(object_ids=("camera",), marking="TLP:CLEAR", by=BY),
        EditManyMeasures(edits=(lowering(reason=""),), by=BY),
        PasteTraits(
            measure_ids=("camera",),
            source=measure("from", marking="TLP:CLEAR"),
            traits=frozenset({Trait.MARKING}),
            by=BY,
        ),
    ],
    ids=["no reason", "blank", "nobody", "one of two", "label", "table", "paste"],
)
def test_no_path_lowers_a_label_without_name_and_reason(project, command):
    with pytest.raises(InputError, match="TLP:AMBER") as refused:
        command.apply(project)
    assert "--reason" in EN(refused.value.hint)


def test_a_lowered_label_keeps_who_and_why_until_it_is_raised_again(project):
    history = History(project)
    history.do(lowering(label="TLP:GREEN"))
    kept = lowerings_of(history.project.records)["camera"]
    assert (kept.label, kept.author, kept.reason) == (Tlp.GREEN, "A. Planner", "Seen by all")
    with pytest.raises(InputError):
        history.do(lowering(reason=""))  # from green to clear is lower still
    history.do(lowering(label="TLP:RED", reason="", by=By()))
    assert not lowerings_of(history.project.records)
    history.undo()
    assert lowerings_of(history.project.records)["camera"] == kept
    history.undo()
    assert history.project == project


def test_raising_and_going_back_to_the_inherited_label_are_free(project):
    raised = lowering(label="TLP:RED", reason="", by=By()).apply(project)
    back = lowering(label="", reason="", by=By()).apply(raised)
    again = lowering(label="TLP:AMBER", reason="", by=By()).apply(raised)
    assert (back.measures["camera"].stamp.marking, dict(again.records)) == (None, {})


def test_a_copy_starts_with_the_label_of_its_kind(project):
    low = lowering().apply(project)
    doubled = c.DuplicateMeasures(measure_ids=("camera",), new_ids=("n",), by=BY).apply(low)
    copied = low.measures["camera"]
    pasted = PasteMeasures(measures=(copied,), new_ids=("n",), by=BY).apply(project)
    drawn = replace(copied, stamp=replace(copied.stamp, id="n"))
    added = c.AddMeasures(measures=(drawn,), by=BY).apply(project)
    for one in (doubled, pasted, added):
        assert one.measures["n"].stamp.marking is None


def test_a_plan_layer_is_raised_and_a_feature_is_not_labelled_by_itself(project):
    with pytest.raises(InputError):
        c.LabelObjects(object_ids=("feature",), marking="TLP:RED", by=BY).apply(project)


def test_reports_of_the_police_and_the_log_name_who_lowered_what_and_why(project):
    low = lowering().apply(project)
    unsaid = replace(low, records={})
    for of, words in ((low, "A. Planner on Nov 26, 2026: Seen by all"), (unsaid, "nor a reason")):
        police = rebuild(of, None, RULES.catalogue, Edition.POLICE)
        public = rebuild(of, None, RULES.catalogue, Edition.PUBLIC)
        assert words in " ".join(EN(one) for one in label_lines(police))
        assert not label_lines(public)
        told = redactions(of, None, RULES.catalogue, public)
        (row,) = [one for one in told if one.done is Done.LOWERED]
        assert (row.id, row.label) == ("camera", Tlp.CLEAR)
        assert words in EN(row.said)

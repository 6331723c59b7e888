"""Comments of a review: a status follows from what was said, and pins survive what happens."""

from dataclasses import replace

import pytest
from shapely.geometry import Point

from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands import AddAnnotations, DeleteAnnotations, DeleteMeasures
from sbd_tool.app.commands.labelling import LabelObjects
from sbd_tool.app.language import load_words
from sbd_tool.app.review.phrasing import condition_for, from_phrase, phrase_named, phrases
from sbd_tool.app.review.pins import pinned_threads
from sbd_tool.app.review.writing import Draft, add_entry, open_thread, thread_named, withdraw
from sbd_tool.app.rules import load_rules
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError, RuleFileError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.lowering import lowered_id, lowerings_of
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.threads import Act, Capacity, Decision, Severity, Status, threads_of
from sbd_tool.formats.phrase_file import own_phrase_files
from sbd_tool.report.lowered_labels import lowered_heard
from tests.generated_square import X0, Y0, moved, placed, project

RULES, WORDS = load_rules(None), load_words("en")
IDS = CountedIds(7)
PLANNER, REVIEWER = Capacity.PLANNER, Capacity.REVIEWER


def around(name="Officer"):
    return Surroundings(FixedClock(), IDS, None, name)


def commented(of, draft, who=REVIEWER, name="Officer"):
    here = around(name)
    stamp, by = here.stamp(Evidence.SEEN), here.by()
    command = open_thread(of, RULES, draft, stamp, capacity=who, where=Place(), words=WORDS, by=by)
    return command.apply(of), stamp.id


def said(of, thread_id, act, words="", who=PLANNER):
    here = around()
    thread = thread_named(of, thread_id)
    command = add_entry(thread, act, words, here.stamp(), capacity=who, by=here.by())
    return command.apply(of)


@pytest.fixture
def benched():
    of = placed(project(seats=2), "public-seating", Point(20, 20), name="Long bench")
    return commented(of, Draft(words="Too near the kerb.", objects=("measure-0",)))


@pytest.mark.parametrize(("name", "reason"), [("Officer", " "), ("", "Agreed with the council")])
def test_a_comment_is_labelled_wider_than_amber_with_a_name_and_a_reason_only(name, reason):
    here = around(name)
    stamp = replace(here.stamp(Evidence.SEEN), marking="TLP:CLEAR")
    draft = Draft(words="Too near.", place=(X0, Y0), label_reason=reason)
    with pytest.raises(InputError) as refused:
        open_thread(
            project(), RULES, draft, stamp, capacity=REVIEWER, where=Place(), words=WORDS,
            by=here.by(),
        )  # fmt: skip
    assert refused.value.what.key == "marks.needs_reason"


def test_who_let_a_comment_out_and_why_is_kept_with_it_and_told():
    here = around("A. Officer")
    stamp = replace(here.stamp(Evidence.SEEN), marking="TLP:CLEAR")
    draft = Draft(words="Too near.", place=(X0, Y0), label_reason="Agreed with the council")
    command = open_thread(
        project(), RULES, draft, stamp, capacity=REVIEWER, where=Place(), words=WORDS, by=here.by()
    )
    (told,) = lowered_heard(command.apply(project()))
    said = WORDS(told[2])
    assert "A. Officer" in said
    assert "Agreed with the council" in said


def test_who_let_a_comment_out_goes_with_the_comment_and_comes_back_with_it():
    here = around("A. Officer")
    stamp = replace(here.stamp(Evidence.SEEN), marking="TLP:CLEAR")
    draft = Draft(words="Too near.", place=(X0, Y0), label_reason="Agreed with the council")
    session = Session(project(), here)
    session.do(
        open_thread(
            project(), RULES, draft, stamp, capacity=REVIEWER, where=Place(), words=WORDS,
            by=here.by(),
        )
    )  # fmt: skip
    whole = session.project
    session.do(withdraw(thread_named(whole, stamp.id), here.by()))
    assert not lowerings_of(session.project.records)
    gone = {row.id for row in session.log[-1].rows if row.is_deleted}
    assert gone == {stamp.id, lowered_id(stamp.id)}
    session.undo()
    assert session.project == whole
    session.redo()
    assert not session.project.records


def test_who_lowered_the_label_of_an_object_goes_with_the_object():
    of = placed(project(seats=1), "hvm-bollard", Point(20, 20))
    stamp = Stamp(id="text-1")
    row = Annotation(
        stamp=stamp, kind=AnnotationKind.TEXT, geometry=Point(X0, Y0), words="Market day"
    )
    of = AddAnnotations(annotations=(row,)).apply(of)
    ids, by = ("measure-0", "text-1"), around("A. Officer").by()
    label = LabelObjects(object_ids=ids, marking="TLP:CLEAR", reason="Agreed", by=by)
    lowered = label.apply(of)
    assert set(lowerings_of(lowered.records)) == set(ids)
    without = DeleteMeasures(measure_ids=("measure-0",)).apply(lowered)
    assert set(lowerings_of(without.records)) == {"text-1"}
    assert not DeleteAnnotations(annotation_ids=("text-1",)).apply(without).records


def only(of):
    (found,) = pinned_threads(of)
    return found


def test_a_comment_is_open_until_the_other_side_answers_and_its_own_side_opens_it_again(benched):
    of, name = benched
    assert only(of).thread.status is Status.OPEN
    of = said(of, name, Act.SAY, "We move it.")
    assert only(of).thread.status is Status.ANSWERED
    of = said(of, name, Act.SAY, "Where to?", REVIEWER)
    assert only(of).thread.status is Status.OPEN
    of = said(of, name, Act.SETTLE, who=REVIEWER)
    assert only(of).thread.status is Status.SETTLED
    of = said(of, name, Act.REOPEN, who=PLANNER)
    assert only(of).thread.status is Status.OPEN


def test_advice_is_adopted_or_rejected_with_a_reason_and_the_last_word_counts(benched):
    of, name = benched
    with pytest.raises(InputError):
        said(of, name, Act.REJECT, "  ")
    of = said(of, name, Act.REJECT, "The kerb is high.")
    assert only(of).thread.decision is Decision.REJECTED
    of = said(of, name, Act.ADOPT)
    assert only(of).thread.decision is Decision.ADOPTED
    assert only(of).thread.status is Status.ANSWERED


def test_a_pin_moves_with_its_object(benched):
    of, _ = benched
    assert only(of).place == pytest.approx((X0 + 20, Y0 + 20))
    bench = replace(of.measures["measure-0"], geometry=moved(Point(25, 12)))
    after = replace(of, measures={"measure-0": bench})
    assert only(after).place == pytest.approx((X0 + 25, Y0 + 12))
    assert only(after).is_moved


def test_a_pin_stays_when_its_object_is_gone_and_says_what_it_was_on(benched):
    of, _ = benched
    after = DeleteMeasures(measure_ids=("measure-0",)).apply(of)
    assert only(after).is_gone
    assert only(after).place == pytest.approx((X0 + 20, Y0 + 20))
    assert only(after).thread.object_name == "Long bench"


def test_a_comment_needs_words_a_place_and_things_that_exist(benched):
    of, _ = benched
    for wrong in (
        Draft(words=" ", objects=("measure-0",)),
        Draft(words="Why?", objects=("nothing",)),
        Draft(words="Why?", objects=("measure-0",), source="MADE-UP"),
        Draft(words="Why?", objects=("measure-0",), due="24.12.2026"),
        Draft(words="x" * 5000, objects=("measure-0",)),
    ):
        with pytest.raises(InputError):
            commented(of, wrong)


def test_a_comment_on_the_whole_design_needs_no_place(benched):
    of, _ = commented(benched[0], Draft(words="Good work."))
    assert pinned_threads(of)[-1].place is None


def test_writing_is_undone_exactly(benched):
    of, name = benched
    session = Session(of, around())
    before = design_digest(of)
    thread = thread_named(of, name)
    here = around()
    session.do(add_entry(thread, Act.SAY, "Yes.", here.stamp(), capacity=PLANNER, by=here.by()))
    session.do(withdraw(thread_named(session.project, name), here.by()))
    assert not threads_of(session.project.records)
    assert len(session.project.records) == 0
    session.undo()
    session.undo()
    assert design_digest(session.project) == before


def test_what_does_not_read_as_a_comment_is_left_out(benched):
    of, name = benched
    record = of.records[name]
    for content in (
        {"words": 7},
        {**record.content, "words": ""},
        {**record.content, "objects": 3, "place": "x", "severity": [], "due": "soon"},
    ):
        odd = replace(of, records={name: replace(record, content=content)})
        assert len(threads_of(odd.records)) in {0, 1}
    odd = replace(of, records={name: replace(record, content={**record.content, "due": "soon"})})
    assert only(odd).thread.due == ""


def test_a_comment_is_named_by_its_number_or_the_first_signs_of_its_id(benched):
    of, name = benched
    assert thread_named(of, "1").id == name
    assert thread_named(of, name[:8]).id == name
    for wrong in ("2", "0", "abc", "zzzz"):
        with pytest.raises(InputError):
            thread_named(of, wrong)


def test_every_phrase_speaks_english_and_german_and_names_a_source_that_exists():
    known = RULES.catalogue.sources
    for one in phrases():
        assert one.said("en")
        assert one.said("de") != one.said("en")
        assert not one.source or one.source in known, one.key


def test_a_comment_from_a_phrase_can_become_its_condition(benched):
    draft = replace(from_phrase(phrase_named("keep_tree"), "de"), objects=("measure-0",))
    of, name = commented(benched[0], draft)
    assert condition_for(thread_named(of, name)) == ("object_kept", {"object": "measure-0"})
    assert condition_for(thread_named(of, benched[1])) is None


def test_a_city_adds_phrases_and_replaces_ours(tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_CONFIG_DIR", str(tmp_path))
    folder = tmp_path / "phrases"
    folder.mkdir()
    (folder / "city.yaml").write_text(
        "schema_version: 1\nphrases:\n"
        "- {key: agreed, severity: low, is_required: false, source: '', words: {de: Passt.}}\n"
        "- {key: tram, severity: high, is_required: true, source: '', words: {en: Tram.}}\n",
        encoding="utf-8",
    )
    assert len(own_phrase_files()) == 1
    assert phrase_named("agreed").said("en") == "Passt."
    assert phrase_named("tram").severity is Severity.HIGH
    assert phrases()[0].is_own
    (folder / "city.yaml").write_text("phrases: [1]\nschema_version: 1\n", encoding="utf-8")
    with pytest.raises(RuleFileError):
        phrases()

"""Checklists in reports: whole for the police, counts for others, nothing the label holds back."""

from dataclasses import replace

import pytest

from sbd_tool.app.checklists.answering import Saying, answer_task
from sbd_tool.app.checklists.placing import Suggested
from sbd_tool.app.checklists.reading import lists_of
from sbd_tool.app.checklists.report_rows import checklist_sections
from sbd_tool.app.checklists.templates import template_named
from sbd_tool.app.checklists.writing import put_list
from sbd_tool.app.clock import CountedIds
from sbd_tool.app.commands.base import By
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.checklists import Pass, Spot
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.tasks import Form, Role
from sbd_tool.report.checklist_section import checklists
from sbd_tool.report.story import Passage, Story, Table
from tests.generated_square import X0, Y0, project
from tests.report_site import job

RULES = load_rules()
BY = By("", "2026-06-01T10:00:00Z")
REMARK = "Dark corner by the chemist"


@pytest.fixture(scope="module")
def walked():
    """Twelve places of a safety walk: the feeling answered at all, the openness at three."""
    square, ids = project(), CountedIds(2)
    for key, spot in (("safety_walk", Spot.WAYS_IN), ("barrier_inspection", Spot.BARRIERS)):
        places = [
            Suggested(spot=spot, form=Form.POINT, points=((X0 + 4 * n, Y0 + 5),)) for n in range(12)
        ]
        template = template_named(square, key)
        square = put_list(square, template, places, ids.new_id, BY).command.apply(square)
    for placed in lists_of(square):
        count = {"feeling": 12, "openness": 3, "damage": 12}
        for task in placed.tasks:
            if count.get(task.item.key, 0) > 0:
                count[task.item.key] -= 1
                words = "yes" if task.item.key == "damage" else str(task.spot % 3)
                saying = Saying(words=words, when=Pass.DAY, remark=REMARK, role=Role.POLICE)
                command = answer_task(square, task, saying, RULES, BY)
                square = command.apply(square)
    return square


def told(square, edition):
    story = Story(job(edition).look)
    model = replace(
        job(edition).model, checklists=checklist_sections(square, RULES.catalogue, edition)
    )
    checklists(story, model)
    words = [block.words for block in story.blocks if isinstance(block, Passage)]
    cells = [
        cell for block in story.blocks if isinstance(block, Table) for row in block.rows
        for cell in row
    ]  # fmt: skip
    return " ".join((*words, *cells))


def test_the_police_read_every_list_with_places_and_remarks(walked):
    sections = checklist_sections(walked, RULES.catalogue, Edition.POLICE)
    assert [len(section.rows) for section in sections] == [2, 1]
    assert [section.places for section in sections] == [12, 12]
    assert len(sections[0].remarks) == 15
    words = told(walked, Edition.POLICE)
    assert REMARK in words
    assert "9 open" in words


def test_partners_get_counts_of_green_lists_without_places_or_remarks(walked):
    (section,) = checklist_sections(walked, RULES.catalogue, Edition.PARTNER)
    assert (section.places, section.remarks) == (None, ())
    assert [row.count for row in section.rows] == [3, 12]
    assert REMARK not in told(walked, Edition.PARTNER)


def test_the_public_gets_counts_of_ten_answers_and_more_only(walked):
    (section,) = checklist_sections(walked, RULES.catalogue, Edition.PUBLIC)
    assert [row.count for row in section.rows] == [12]
    assert [count for _, count in section.rows[0].said] == [4, 4, 4]
    words = told(walked, Edition.PUBLIC)
    assert REMARK not in words
    assert "1.2" not in words


def test_what_is_asked_about_patrols_goes_to_the_police_alone():
    square, ids = project(), CountedIds(3)
    place = Suggested(spot=Spot.SQUARE, form=Form.POINT, points=((X0 + 30, Y0 + 30),))
    template = template_named(square, "insight")
    square = put_list(square, template, (place,), ids.new_id, BY).command.apply(square)
    for key in ("watch", "groups"):
        task = next(one for one in lists_of(square)[0].tasks if one.item.key == key)
        words = "yes" if key == "watch" else "2"
        saying = Saying(words=words, when=Pass.DAY)
        square = answer_task(square, task, saying, RULES, BY).apply(square)
    rows = {
        edition: len(checklist_sections(square, RULES.catalogue, edition)[0].rows)
        for edition in (Edition.POLICE, Edition.PARTNER)
    }
    assert rows == {Edition.POLICE: 2, Edition.PARTNER: 1}


def test_without_a_checklist_there_is_no_chapter():
    assert checklist_sections(project(), RULES.catalogue, Edition.POLICE) == ()
    story = Story(job(Edition.POLICE).look)
    checklists(story, job(Edition.POLICE).model)
    assert not story.blocks


CITY = (
    "schema_version: 1\nkey: our_market\nedition: City 2026\nmarking: {label}\n"
    "name: Market walk of our city\nabout: What our office asks\nitems:\n"
    "- {{key: stalls, ask: Do stalls leave the ways in free?, kind: yes_no, spot: square}}\n"
)


@pytest.mark.parametrize(
    ("label", "editions"),
    [
        ("TLP:GREEN", {Edition.POLICE, Edition.PARTNER}),
        ("TLP:CLEAR", {Edition.POLICE, Edition.PARTNER, Edition.PUBLIC}),
        ("TLP:AMBER", {Edition.POLICE}),
    ],
)
def test_words_of_a_city_s_own_list_go_as_far_as_its_label(label, editions, tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_CONFIG_DIR", str(tmp_path))
    (tmp_path / "checklists").mkdir()
    (tmp_path / "checklists" / "market.yaml").write_text(CITY.format(label=label), "utf-8")
    square, ids = project(), CountedIds(3)
    template = template_named(square, "our_market")
    places = tuple(
        Suggested(spot=Spot.SQUARE, form=Form.POINT, points=((X0 + number, Y0 + 3),))
        for number in range(12)
    )
    square = put_list(square, template, places, ids.new_id, BY).command.apply(square)
    for task in lists_of(square)[0].tasks:
        square = answer_task(square, task, Saying(words="yes", when=Pass.DAY), RULES, BY).apply(
            square
        )
    told = {one for one in Edition if checklist_sections(square, RULES.catalogue, one)}
    assert told == editions

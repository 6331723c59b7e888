"""What a photo belongs to: an open task within reach before any object, else nothing."""

import pytest
from shapely.geometry import Point

from sbd_tool.app.checklists.placing import suggest
from sbd_tool.app.checklists.reading import open_tasks
from sbd_tool.app.checklists.templates import template_named
from sbd_tool.app.checklists.writing import put_list
from sbd_tool.app.clock import CountedIds
from sbd_tool.app.commands.base import By
from sbd_tool.app.photos.targets import Nearby, target_names
from sbd_tool.app.rules import load_rules
from tests.generated_square import X0, Y0, placed, project

BY = By("", "2026-06-01T10:00:00Z")


@pytest.fixture(scope="module")
def asked():
    """A square with an open checklist, and a bench 3 m from the task's place."""
    rules, found = load_rules(), project(seats=0, trees=0, lamps=0)
    template = template_named(found, "eu_vulnerability")
    places = suggest(found, rules.catalogue, rules.rubric, template, None)
    put = put_list(found, template, places, CountedIds(7).new_id, BY)
    found = put.command.apply(found)
    x, y = open_tasks(found)[0].at
    return placed(found, "seating-flexible", Point(x - X0 + 3, y - Y0)), (x, y)


def test_an_open_task_comes_before_a_nearer_object(asked):
    found, (x, y) = asked
    key, away = Nearby(found, 15.0).of(x + 3, y)
    assert key in {task.id for task in open_tasks(found)}
    assert away == pytest.approx(3.0)
    assert target_names(found)[key].key == "photo.task"


def test_beyond_the_reach_of_tasks_the_nearest_object_counts_and_then_nothing(asked):
    found, (x, y) = asked
    assert Nearby(found, 5.0).of(x + 7, y) == ("measure-0", pytest.approx(4.0))
    assert Nearby(found, 5.0).of(x + 500, y + 500) is None

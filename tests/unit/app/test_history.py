"""Undo and redo by snapshots."""

import pytest

from sbd_tool.app import commands as c
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.project import Project


@pytest.fixture
def history() -> History:
    layer = Layer(stamp=Stamp(id="l"), name="L", role=None)
    return History(Project(id="p", title="0", crs="EPSG:3879", layers=(layer,)))


def rename(history: History, title: str) -> None:
    history.do(c.RenameProject(title=title))


def fade(history: History, opacity: float) -> None:
    history.do(c.SetLayer(layer_id="l", opacity=opacity))


def test_undo_gives_back_the_very_same_project_and_it_is_clean_again(history: History):
    first = history.project
    rename(history, "1")
    assert history.is_dirty
    assert history.undo()
    assert history.project is first
    assert not history.is_dirty
    assert not history.undo(), "there is nothing before the first"


def test_a_new_change_forgets_what_was_undone(history: History):
    rename(history, "1")
    history.undo()
    rename(history, "2")
    assert history.redo_label is None
    assert not history.redo()


def test_pulling_a_slider_is_one_step_until_saved_or_undone(history: History):
    fade(history, 0.9)
    fade(history, 0.8)
    assert history.position == 1
    history.mark_saved()
    fade(history, 0.7)
    assert history.position == 2, "a save ends the drag"
    rename(history, "1")
    history.undo()
    fade(history, 0.6)
    assert history.position == 3, "undo ends the drag"


def test_a_refused_command_leaves_undo_and_redo_as_they_were(history: History):
    rename(history, "1")
    history.undo()
    with pytest.raises(InputError):
        rename(history, "")
    assert history.redo_label is not None


def test_the_history_panel_shows_every_state_and_jumps_there(history: History):
    for title in "123":
        rename(history, title)
    history.jump(1)
    history.mark_saved()
    entries = history.entries()
    assert [entry.is_current for entry in entries] == [False, True, False, False]
    assert [entry.is_saved for entry in entries] == [False, True, False, False]
    assert entries[0].label is None
    assert load_words("de")(entries[1].label) == "Das Projekt umbenennen"
    history.jump(99)
    assert history.project.title == "3"
    history.jump(-5)
    assert history.project.title == "0"


def test_whoever_listens_is_told_of_each_change(history: History):
    told: list[str] = []
    history.on_change = lambda project: told.append(project.title)
    rename(history, "1")
    history.undo()
    history.redo()
    assert told == ["1", "0", "1"]

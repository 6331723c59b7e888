"""Opening what is not in order: left work, read-only files, files held elsewhere, damaged ones."""

import os
from dataclasses import replace

import pytest
import shapely
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.commands import AddMeasures
from sbd_tool.app.projects import new_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.measures import Measure
from sbd_tool.formats.project_store import FolderStore

LEFT = Qt.MouseButton.LeftButton


class Counting:
    def __init__(self, start):
        self.last = start

    def new_id(self):
        self.last += 1
        return f"00000000-0000-4000-8000-{self.last:012d}"


@pytest.fixture
def around(tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))
    return Surroundings(FixedClock(), Counting(0), FolderStore(), "Robin")


def saved(around, path, title="Kept Square"):
    session = Session.begun(new_project(title, "EPSG:25832", ids=around.ids), around)
    session.save(path)
    return session


def place_one(session, around):
    stamp = Stamp(id=around.ids.new_id())
    measure = Measure(stamp=stamp, kind="bench", geometry=shapely.Point(1, 1))
    session.do(AddMeasures(measures=(measure,), by=around.by()))


def banner(program):
    return program.window.workspace.map_area.banners.banner


def press(program, qtbot, number=0):
    slot = program.window._banner_slot()
    qtbot.mouseClick(slot.banner.findChild(QPushButton, f"banner_action_{number}"), LEFT)


def test_work_a_crash_left_is_offered_and_comes_back_as_a_step(around, tmp_path, start, qtbot):
    path = tmp_path / "kept.sbd.gpkg"
    session = saved(around, path)
    place_one(session, around)
    FolderStore().delete(f"{session.project.id}/lock")  # the process that held it is gone
    session._lock.release()
    program = start()
    program.window.flows.open_project(path)
    assert program.bench.project.measures == {}
    assert "1" in banner(program).accessibleName()
    press(program, qtbot)
    assert len(program.bench.project.measures) == 1
    assert program.bench.undo_label is not None


def test_a_file_open_elsewhere_says_who_has_it_and_offers_a_copy(around, tmp_path, start):
    path = tmp_path / "kept.sbd.gpkg"
    session = saved(around, path)
    key = next(key for key in FolderStore().list() if key.endswith("/lock"))
    holder = FolderStore().get(key).replace(str(os.getpid()).encode(), b"1")
    FolderStore().put(key, holder)
    program = start()
    program.window.flows.open_project(path)
    words = banner(program).accessibleName()
    assert "Robin" in words
    assert banner(program).findChild(QPushButton, "banner_action_0").text() == "Save a copy …"
    assert program.bench.is_read_only
    assert session.project.title == "Kept Square"


def test_a_damaged_file_offers_the_version_before_its_last_save(around, tmp_path, start, qtbot):
    path = tmp_path / "kept.sbd.gpkg"
    session = saved(around, path)
    place_one(session, around)
    session.save()
    session.close()
    path.write_bytes(b"SQLite format 3\0" + b"damaged " * 900)
    program = start()
    program.window.flows.open_project(path)
    asked = program.window.start_banners.banner
    assert "kept.sbd.gpkg" in asked.accessibleName()
    press(program, qtbot)
    assert program.bench.project.title == "Kept Square"
    assert program.bench.project.measures == {}
    assert program.bench.path is None


@pytest.mark.parametrize("percent", [125, 150])
def test_larger_text_is_a_setting_that_clips_no_button(opened, qtbot, percent):
    opened.window.resize(1600, 1000)
    opened.change_look("text_percent", str(percent))
    assert opened.bench.settings == replace(opened.bench.settings, text_percent=percent)
    qtbot.wait(80)
    clipped = []
    for widget in opened.window.findChildren(QPushButton):
        if not widget.isVisible() or not widget.text():
            continue
        size = widget.fontMetrics().size(0, widget.text())
        is_segment = widget.property("role") == "segment"
        if size.height() > widget.height() or (size.width() > widget.width() and not is_segment):
            clipped.append((widget.objectName(), widget.size()))
    assert clipped == []

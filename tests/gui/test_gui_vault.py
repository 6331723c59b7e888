"""An encrypted project in the window: asked for by keys, opened as a job, kept encrypted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from sbd_tool.app.clock import FixedClock, RandomIds
from sbd_tool.app.commands import RenameProject
from sbd_tool.app.projects import save_project
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.formats.age_files import PassphraseVault
from sbd_tool.formats.project_store import FolderStore

WORDS = "four plain words here"
TITLE = "Quartz lantern square"


@pytest.fixture(autouse=True)
def _state(tmp_path, monkeypatch):
    monkeypatch.setenv("SBD_STATE_DIR", str(tmp_path / "state"))


def type_into(qtbot, program, name, words):
    field = program.window.findChild(QLineEdit, name)
    qtbot.waitUntil(field.isVisible)
    field.setFocus()
    qtbot.keyClicks(field, words)
    return field


def all_bytes(folder):
    return b"\n".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_wrong_passphrase_tells_nothing_and_the_right_one_opens(
    start, square_project, tmp_path, qtbot
):
    path = tmp_path / "p.sbd.gpkg.age"
    save_project(square_project, path, vault=PassphraseVault(WORDS))
    program = start()
    program.window.flows.open_project(path)
    field = type_into(qtbot, program, "vault_field", "four other words here")
    assert field.echoMode() is QLineEdit.EchoMode.Password
    seen = []
    program.window.desk.problem_raised.connect(seen.append)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert program.bench.project is None
    program.window.flows.open_project(path)
    field = type_into(qtbot, program, "vault_field", WORDS)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.bench.project is not None, timeout=60_000)
    assert program.bench.is_encrypted
    assert program.bench.project.title == square_project.title
    recent = program.bench.settings.recent_projects
    assert [entry.title for entry in recent] == [path.name]


def test_encrypting_in_the_window_asks_twice_and_leaves_no_plain_record(
    start, square_project, tmp_path, qtbot
):
    around = Surroundings(FixedClock(), RandomIds(), FolderStore(), "")
    session = Session.begun(square_project, around)
    session.do(RenameProject(title=TITLE))
    session.save(tmp_path / "p.sbd.gpkg")
    session.close()
    program = start()
    program.window.flows.open_project(tmp_path / "p.sbd.gpkg")
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    program.window.actions_by_key["encrypt_project"].trigger()
    type_into(qtbot, program, "vault_field", WORDS)
    field = type_into(qtbot, program, "vault_field_again", "something else")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    problem = program.window.findChild(QLabel, "vault_problem")
    assert "differ" in problem.text()
    field.clear()
    qtbot.keyClicks(field, WORDS)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.bench.is_encrypted, timeout=60_000)
    qtbot.waitUntil((tmp_path / "p.sbd.gpkg.age").exists, timeout=60_000)
    assert program.bench.path == tmp_path / "p.sbd.gpkg.age"
    assert program.bench.do(RenameProject(title=f"{TITLE} moved"))
    assert TITLE.encode() not in all_bytes(tmp_path / "state")
    assert TITLE.encode() not in (tmp_path / "p.sbd.gpkg.age").read_bytes()

"""Which door the program opens."""

import sys

import pytest

from sbd_tool import __main__ as entry


def test_a_display_is_seen_where_one_is_named(monkeypatch: pytest.MonkeyPatch):
    if sys.platform in {"win32", "darwin"}:
        pytest.skip("there is always a display")
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not entry.has_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert entry.has_display()


def test_arguments_go_to_the_command_line_and_its_code_comes_back(
    capsys: pytest.CaptureFixture[str],
):
    with pytest.raises(SystemExit) as ended:
        entry.main(["assess", "nowhere.sbd.gpkg"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "nowhere.sbd.gpkg" in said
    assert "Traceback" not in said


def test_the_console_script_explains_itself_when_called_with_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "argv", ["sbd"])
    with pytest.raises(SystemExit) as ended:
        entry.command_line()
    assert not ended.value.code
    assert "assess" in capsys.readouterr().out

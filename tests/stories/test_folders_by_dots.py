"""A folder said by a dot is named in sentences, and nothing is written beside it."""

import pytest

from sbd_tool.app.projects import save_project
from sbd_tool.cli.main import main
from tests.generated_square import project

INSIDE = "Something went wrong inside"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    save_project(project(seats=1), tmp_path / "desk.sbd.gpkg")
    made = tmp_path / "town"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.mark.parametrize(
    "words",
    [
        ("portfolio", "."), ("import", ".", "-o", "x.sbd.gpkg"), ("pack", "../desk.sbd.gpkg", "."),
        ("merge", ".", "../desk.sbd.gpkg"), ("notes", "../desk.sbd.gpkg", "./"),
        ("review", "../desk.sbd.gpkg", "--bcf", "."), ("portfolio", "..", "-o", "."),
    ],
)  # fmt: skip
def test_a_dot_is_told_by_the_name_of_its_folder(folder, capsys, words):
    before = sorted(folder.parent.rglob("*"))
    assert main(list(words)) == 2
    said = capsys.readouterr().err
    assert "town" in said
    assert INSIDE not in said
    assert sorted(folder.parent.rglob("*")) == before


@pytest.mark.parametrize(
    "words", [("import", "/", "-o", "x.sbd.gpkg"), ("pack", "../desk.sbd.gpkg", "/")]
)
def test_the_root_is_refused_in_words(folder, capsys, words):
    assert main(list(words)) == 2
    assert INSIDE not in capsys.readouterr().err


def test_differences_tell_times_in_the_readers_form(folder, capsys):
    desk = folder.parent / "desk.sbd.gpkg"
    other = folder / "other.sbd.gpkg"
    other.write_bytes(desk.read_bytes())
    assert main(["review", str(other), "--add", "Die Bank wackelt"]) == 0
    capsys.readouterr()
    assert main(["--language", "de", "diff", str(desk), str(other)]) == 0
    said = capsys.readouterr().out
    assert "Die Bank wackelt" in said
    assert "T1" not in said
    assert "T0" not in said
    assert "T2" not in said

"""A title for the map sheet is printed in every edition, and a seal tells when it changed."""

import pytest

from sbd_tool.app.projects import save_project
from sbd_tool.cli.main import main
from tests.generated_square import project


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.sbd.gpkg"
    save_project(project(seats=2), path)
    assert main(["sheet", str(path), "--title", "Marktplatz West"]) == 0
    return path


@pytest.mark.parametrize("edition", ["partner", "public"])
def test_a_sheet_with_a_title_leaves_in_every_edition(file, tmp_path, edition):
    target = tmp_path / "plan.sheet.pdf"
    assert main(["export", str(file), str(target), "--edition", edition]) == 0


def test_a_seal_tells_that_the_sheet_was_set_up_anew(file, tmp_path, capsys):
    target = tmp_path / "plan.png"
    assert main(["export", str(file), str(target)]) == 0
    assert main(["verify", str(target), str(file)]) == 0
    assert main(["sheet", str(file), "--title", "Other"]) == 0
    capsys.readouterr()
    assert main(["verify", str(target), str(file)]) == 1
    assert "The sheet is set up differently: title." in capsys.readouterr().out


def test_numbers_beyond_sense_are_refused_in_words(file, capsys):
    assert main(["visit", str(file), "--minutes", "1e300", "--quick"]) == 2
    assert "Something went wrong" not in capsys.readouterr().err
    weights = ["access=1e308", "stay=1e308", "life=1", "free=1", "look=1"]
    assert main(["weights", str(file), "add", "Big", "--weights", *weights]) == 2
    assert "Something went wrong" not in capsys.readouterr().err

"""A package for the site says its size and what is missing before it is written."""

import json

from sbd_tool.app.projects import open_project, save_project
from sbd_tool.cli.main import main
from sbd_tool.domain.digest import design_digest
from tests.generated_square import project


def test_size_and_what_is_missing_are_told_first_and_the_file_is_whole(tmp_path, capsys):
    desk, target = tmp_path / "desk.sbd.gpkg", tmp_path / "site.sbd.gpkg"
    save_project(project(seats=1), desk)
    assert main(["pack", str(desk), "--field", "--dry-run", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["checklists"] == 0
    assert any("no tasks on site" in one for one in told["lacking"])
    assert any("basemap" in one for one in told["lacking"])
    assert [one.name for one in tmp_path.glob("*.gpkg")] == ["desk.sbd.gpkg"]
    assert main(["pack", str(desk), str(target), "--field"]) == 0
    assert capsys.readouterr().out.startswith("The package:")
    assert abs(target.stat().st_size - told["size_bytes"]) < told["size_bytes"] * 0.01
    assert design_digest(open_project(target).project) == design_digest(open_project(desk).project)


def test_a_package_without_a_name_is_refused(tmp_path, capsys):
    desk = tmp_path / "desk.sbd.gpkg"
    save_project(project(seats=1), desk)
    assert main(["pack", str(desk)]) == 2
    assert capsys.readouterr().err

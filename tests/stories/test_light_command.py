"""Light on the command line: lux at points of a grid, files of it, and a maker's luminaire."""

import json
from pathlib import Path

import pytest

from sbd_tool import api
from sbd_tool.cli.main import main
from tests.generated_square import X0, Y0, project

SPOT = """IESNA:LM-63-2002
[LUMINAIRE] Spot
TILT=NONE
1 -1 1 3 1 1 2 0.1 0.1 0
1 1 20
0 20 25
0
9000 8000 0
"""


@pytest.fixture
def square(tmp_path: Path) -> Path:
    target = tmp_path / "square.sbd.gpkg"
    api.save_project(project(lamps=4), target)
    return target


@pytest.fixture
def spot(tmp_path: Path) -> Path:
    path = tmp_path / "Spot.ies"
    path.write_text(SPOT, encoding="latin-1")
    return path


def told(capsys: pytest.CaptureFixture[str], *words: object) -> dict:
    assert main([*map(str, words), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_grid_of_light_gives_lux_classes_and_the_word_indicative(square, capsys) -> None:
    found = told(capsys, "analyse", square, "light", "--grid", 2.0)
    assert found["summary"]["points"] == len(found["points"]) == 900
    keys = {"x", "y", "lux", "vertical_lx", "semicylindrical_lx"}
    assert all(keys <= set(record) for record in found["points"])
    brightest = max(found["points"], key=lambda record: record["lux"])
    lamps = [X0 + 5 + 6 * n for n in range(4)]
    assert min(abs(brightest["x"] - x) for x in lamps) <= 1
    assert abs(brightest["y"] - (Y0 + 40)) <= 1
    assert found["summary"]["is_indicative"] is True
    assert any("Indicative" in note for note in found["notes"])
    assert main(["--language", "de", "analyse", str(square), "light"]) == 0
    assert "Richtwert" in capsys.readouterr().err


def test_light_is_written_as_points_and_as_a_picture(square, tmp_path, capsys) -> None:
    import pyogrio
    import rasterio

    table, picture = tmp_path / "light.gpkg", tmp_path / "light.tif"
    found = told(capsys, "analyse", square, "light", "--grid", 3, "-o", table)
    frame = pyogrio.read_dataframe(table, layer="light")
    assert list(frame["lux"]) == pytest.approx([one["lux"] for one in found["points"]])
    told(capsys, "analyse", square, "light", "--grid", 3, "-o", picture)
    with rasterio.open(picture) as bands:
        lux = bands.read(1 + bands.descriptions.index("lux"), masked=True)
        row, column = bands.index(found["points"][7]["x"], found["points"][7]["y"])
        assert lux[row, column] == pytest.approx(found["points"][7]["lux"], rel=1e-5)


def test_a_luminaire_file_is_attached_kept_and_used(square, spot, capsys) -> None:
    before = told(capsys, "analyse", square, "light", "--grid", 2)["summary"]
    kept = told(capsys, "luminaire", square, spot, "--lamps", "all", "--by", "Ada")
    assert (kept["photometry"], kept["title"], len(kept["lamps"])) == ("spot", "Spot", 4)
    after = told(capsys, "analyse", square, "light", "--grid", 2)["summary"]
    assert after["mean_lx"] != pytest.approx(before["mean_lx"])
    assert api.open_project(square).project.luminaires
    assert main(["luminaire", str(square), str(spot)]) == 0
    assert "“spot”; 0 lamps" in capsys.readouterr().out


def test_a_broken_luminaire_file_is_refused_and_the_project_stays(square, tmp_path, capsys) -> None:
    broken = tmp_path / "broken.ldt"
    broken.write_bytes(b"\x00\xff no luminaire \n" * 50)
    before = square.read_bytes()
    assert main(["luminaire", str(square), str(broken), "--lamps", "all"]) == 2
    spoken = capsys.readouterr()
    assert "broken.ldt cannot be used" in spoken.err
    assert "Traceback" not in spoken.err
    assert main(["luminaire", str(square), str(tmp_path / "none.ies")]) == 2
    assert square.read_bytes() == before


def test_a_measure_of_a_file_may_name_the_luminaire(square, spot, tmp_path, capsys) -> None:
    place = {"type": "Point", "coordinates": []}
    from pyproj import Transformer

    to_degrees = Transformer.from_crs(project().crs, "EPSG:4326", always_xy=True)
    place["coordinates"] = list(to_degrees.transform(X0 + 45, Y0 + 10))
    words = {"kind": "pedestrian-lighting", "photometry": "Spot", "mounting_height_m": 5}
    lamps = tmp_path / "lamps.geojson"
    feature = {"type": "Feature", "geometry": place, "properties": words}
    lamps.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    unknown = square.with_name("unknown.sbd.gpkg")
    unknown.write_bytes(square.read_bytes())
    assert main(["tag", str(unknown), str(lamps)]) == 0
    assert "does not hold: Spot" in capsys.readouterr().err
    told(capsys, "luminaire", square, spot)
    assert main(["tag", str(square), str(lamps)]) == 0
    assert "does not hold" not in capsys.readouterr().err
    found = told(capsys, "analyse", square, "light", "--grid", 1)
    under = min(
        found["points"], key=lambda one: (one["x"] - X0 - 45) ** 2 + (one["y"] - Y0 - 10) ** 2
    )
    # Right below 9000 cd of the file, not scaled to the 6,000 lm of the catalogue: 288 lx.
    assert under["lux"] == pytest.approx(9000 * 0.8 / 25, rel=0.1)


def test_light_is_scored_when_it_is_waited_for(square, spot, capsys) -> None:
    answer = ["answer", str(square), "count:lamp=4"]
    assert main(answer) == 0
    capsys.readouterr()

    def p09(*more: str) -> dict:
        found = told(capsys, "assess", square, *more)["protection"]["indicators"]
        return next(one for one in found if one["key"] == "P09")

    assert p09()["state"] == "not_assessed"
    assert "--wait" in p09()["note"]
    waited = p09("--wait")
    assert waited["state"] == "assessed"
    assert waited["evidence"] == "assumed"

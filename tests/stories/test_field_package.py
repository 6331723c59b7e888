"""A package for the site says its size and what is missing before it is written."""

import io
import json
import math
import sqlite3

import numpy as np
import pytest
from PIL import Image
from pyproj import Transformer

from sbd_tool.app.design import load_design
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import open_project, save_project
from sbd_tool.app.rules import load_rules
from sbd_tool.cartography.compose import compose
from sbd_tool.cli.main import main
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.layers import MBTILES, Source
from sbd_tool.domain.progress import SILENT
from sbd_tool.formats import mbtiles
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


def tiles_file(path, zoom, wanted, *, side=256, form="PNG", said=("png", "<a>\u00a9 Made</a> up")):
    """An MBTiles file; ``wanted`` gives tile column and row from the north with a colour each."""
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    base.executemany(
        "INSERT INTO metadata VALUES (?,?)", [("format", said[0]), ("attribution", said[1])]
    )
    base.execute(
        "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
        " tile_data BLOB)"
    )
    for (column, row), color in wanted.items():
        held = io.BytesIO()
        Image.new("RGB", (side, side), color).save(held, form)
        at = (zoom, column, 2**zoom - 1 - row, held.getvalue())
        base.execute("INSERT INTO tiles VALUES (?,?,?,?)", at)
    base.commit()
    base.close()
    return path


def tile_at(place, zoom):
    """Column and row of the tile that holds a place, by the formula of the specification."""
    longitude, latitude = place
    share = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return int((longitude + 180) / 360 * 2**zoom), int(share * 2**zoom)


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "desk.sbd.gpkg"
    made = project(seats=1)
    save_project(made, path)
    middle = made.feature(made.square)[1].geometry.centroid
    degrees = Transformer.from_crs(made.crs, "EPSG:4326", always_xy=True)
    return path, tile_at(degrees.transform(middle.x, middle.y), 17), (middle.x, middle.y)


def test_a_basemap_round_the_square_goes_into_the_package_alone(desk, tmp_path, capsys):
    path, (column, row), middle = desk
    around = {(column + i, row + j): (200, 40, 40) for i in range(-9, 10) for j in range(-9, 10)}
    around[column, row] = (20, 60, 220)
    tiles = tiles_file(tmp_path / "city.mbtiles", 17, around)
    target = tmp_path / "site.sbd.gpkg"
    words = ["pack", str(path), str(target), "--field", "--basemap", str(tiles), "--margin", "60"]
    assert main([*words, "--json"]) == 0
    assert not any("basemap" in one for one in json.loads(capsys.readouterr().out)["lacking"])
    site, at_desk = open_project(target).project, open_project(path).project
    (picture,) = site.underlays
    assert not at_desk.underlays
    assert picture.source.licence == "\u00a9 Made up"
    assert picture.media_type == MBTILES
    assert colour_at(site, middle, 500) == (20, 60, 220)
    a, d, *_ = picture.transform
    width_m = picture.width_px * math.hypot(a, d)
    assert 180 < width_m < 650, "what lies further off stays at home"
    assert main(["merge", str(path), str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["edits"] == 0
    assert not open_project(path).project.underlays


def colour_at(whole, place, scale):
    """The colour the map shows at a place: that of the topmost tile there."""
    drawing = compose(
        whole, load_rules(None).catalogue, load_design(), load_words("en"), scale=scale
    )
    (group,) = [one for one in drawing.groups if one.key == "underlays"]
    shown = None
    for tile in group.items:
        a, d, b, e, c, f = tile.transform
        matrix = np.array([[a, b], [d, e]])
        column, row = np.linalg.solve(matrix, np.array(place) - (c, f)).round().astype(int)
        if 0 <= column < tile.width_px and 0 <= row < tile.height_px:
            with Image.open(io.BytesIO(tile.data)) as image:
                shown = image.convert("RGB").getpixel((int(column), int(row)))
    return shown


def test_each_scale_shows_the_level_that_is_sharp_enough(desk, tmp_path):
    path, _, (x, y) = desk
    made = open_project(path).project
    degrees = Transformer.from_crs(made.crs, "EPSG:4326", always_xy=True).transform(x, y)
    tiles, base = tmp_path / "city.mbtiles", sqlite3.connect(tmp_path / "city.mbtiles")
    base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    base.execute(
        "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER,"
        " tile_data BLOB)"
    )
    for zoom in range(10, 21):
        column, row = tile_at(degrees, zoom)
        held = io.BytesIO()
        Image.new("RGB", (64, 64), (zoom, 0, 0)).save(held, "PNG")
        reach = 12 if zoom == 20 else 2
        rows = [
            (zoom, column + i, 2**zoom - 1 - row + j, held.getvalue())
            for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)
        ]  # fmt: skip
        base.executemany("INSERT INTO tiles VALUES (?,?,?,?)", rows)
    base.commit()
    base.close()
    target = tmp_path / "site.sbd.gpkg"
    words = ["pack", str(path), str(target), "--field", "--basemap", str(tiles), "--margin", "150"]
    assert main(words) == 0
    site = open_project(target).project
    assert [colour_at(site, (x, y), scale)[0] for scale in (20_000, 5_000, 500)] == [16, 18, 20]
    raw = site.blobs[site.underlays[0].blob]
    base = sqlite3.connect(":memory:")
    base.deserialize(raw)
    counts = dict(base.execute("SELECT zoom_level, count(*) FROM tiles GROUP BY zoom_level"))
    assert min(counts) > 10, "levels that show half the country stay at home"
    assert counts[20] <= 256, "the finest level comes along for the middle alone"
    # what is finest ends; further out the next level goes on
    assert colour_at(site, (x + 190, y), 500) is not None


def test_tiles_of_another_town_are_refused_in_words(desk, tmp_path, capsys):
    path, _, _ = desk
    tiles = tiles_file(tmp_path / "city.mbtiles", 17, {(5, 5): (0, 0, 0)})
    target = tmp_path / "site.sbd.gpkg"
    assert main(["pack", str(path), str(target), "--field", "--basemap", str(tiles)]) == 2
    assert "no tiles round" in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("fault", ["vector", "broken", "bomb", "plain"])
def test_no_tile_is_believed(tmp_path, fault):
    tiles, place = tmp_path / "city.mbtiles", (11.5, 48.1)
    if fault == "plain":
        tiles.write_bytes(b"SQLite format 3\x00" + bytes(200))
    else:
        side = 3_000 if fault == "bomb" else 64
        said = ("pbf" if fault == "vector" else "png", "")
        tiles_file(tiles, 17, {tile_at(place, 17): (0, 0, 0)}, side=side, said=said)
    if fault in {"vector", "broken"}:
        with sqlite3.connect(tiles) as base:
            base.execute("UPDATE tiles SET tile_data = x'1f8b0800'")
        base.close()
    box = (place[0], place[1], place[0] + 1e-4, place[1] + 1e-4)
    with pytest.raises(PlanUnreadableError) as refusal:
        mbtiles.read(tiles, Source(name="city.mbtiles"), SILENT, bbox=box)
    wanted = {"vector": "vector", "plain": "damaged"}.get(fault, "no_pictures")
    assert refusal.value.what.key == f"basemap.{wanted}"


def test_a_view_of_tiles_that_never_ends_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(mbtiles, "MOST_LOOKS", 5)
    path = tmp_path / "endless.mbtiles"
    base = sqlite3.connect(path)
    base.execute(
        "CREATE VIEW tiles AS WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)"
        " SELECT 17 AS zoom_level, -n AS tile_column, 5 AS tile_row, x'00' AS tile_data FROM t"
    )
    base.close()
    source = Source(name="endless.mbtiles")
    with pytest.raises(PlanUnreadableError, match=r"."):
        mbtiles.read(path, source, SILENT, bbox=(11.5, 48.7, 11.51, 48.71))

"""Real plans from many sources load, or are refused in words; their folders stay as they were."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
import shapely

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.formats import plans

REFUSED = {
    "photos-tracks/DSCN0010.jpg": "formats.is_photo",
    "photos-tracks/DSCN0012.jpg": "formats.is_photo",
    "photos-tracks/DSCN0021.jpg": "formats.is_photo",
    "photos-tracks/gps_ifd_odd.jpg": "formats.is_photo",
    "photos-tracks/nmea_data.log": "formats.is_nmea",
    "raster/worldfile_test.wld": "formats.is_companion",
    "space-syntax/barnsbury_axial.RT1": "formats.unknown_format",
    "space-syntax/gallery_empty.graph": "formats.unknown_format",
}
WITHOUT_SHAPES = {"cad/geoloc_R2018.dxf", "cad/graz_geodata_10km.dxf"}
FOLDERS = ("cad", "osm-squares", "raster", "vector-other", "space-syntax", "photos-tracks")


def state(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_of_a_folder_loads_or_is_refused_in_words(real_data, folder):
    before = state(real_data / folder)
    outcomes = {}
    for name in sorted(before.keys() - {"README.md"}):
        try:
            plan = plans.read_plan(real_data / folder / name)
        except PlanUnreadableError as refused:
            outcomes[f"{folder}/{name}"] = refused.what.key
            continue
        drawn = plans.drawable_count(plan.layers) + len(plan.pictures)
        assert drawn or f"{folder}/{name}" in WITHOUT_SHAPES, name
    assert outcomes == {name: key for name, key in REFUSED.items() if name.startswith(f"{folder}/")}
    assert state(real_data / folder) == before


def test_a_square_of_an_extract_is_found_and_read_with_its_surroundings_only(real_data):
    extract = real_data / "osm-extracts" / "helsinki.osm.pbf"
    place = plans.find_places(extract, "Rautatientori")[0]
    assert (place.osm_id, place.is_square) == ("r2919118", True)
    west, south, east, north = place.bounds
    window = (west - 0.005, south - 0.0025, east + 0.005, north + 0.0025)
    near = plans.read_plan(extract, bbox=window)
    whole = plans.read_plan(extract)
    count = {name: len(layer) for layer in near.layers for name in [layer.name]}
    assert 0 < sum(count.values()) < sum(map(len, whole.layers)) / 2
    areas = next(layer for layer in near.layers if layer.name == "areas")
    assert "r2919118" in {row["osm_id"] for row in areas.attributes}


def test_the_same_square_has_the_same_extent_in_both_files(real_data):
    from pyproj import Transformer

    folder = real_data / "osm-squares"
    osm = plans.read_plan(folder / "helsinki_rautatientori.osm")
    areas = next(layer for layer in osm.layers if layer.name == "areas")
    index = [row["osm_id"] for row in areas.attributes].index("r2919118")
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3879", always_xy=True)
    square = shapely.transform(
        areas.geometry[index], lambda xy: np.column_stack(to_metres.transform(*xy.T))
    )
    assert square.area == pytest.approx(9539, rel=0.001)
    assert len(square.interiors) == 3


def test_the_drawing_of_a_clean_up_contains_its_published_result(real_data):
    drawing = plans.read_plan(real_data / "cad" / "SiB2023_entrance.dxf")
    cleaned = plans.read_plan(real_data / "cad" / "SiB2023_entrance.wkt")
    assert {layer.unit_m for layer in drawing.layers} == {1.0}
    frame = shapely.box(*shapely.total_bounds(np.concatenate([x.geometry for x in drawing.layers])))
    walkable = shapely.union_all(cleaned.layers[0].geometry)
    assert frame.buffer(5).contains(walkable)


def test_all_walls_of_the_reference_gallery_arrive(real_data):
    plan = plans.read_plan(real_data / "pedestrian-geometry" / "Gallery.dxf")
    kinds = [row["entity"] for layer in plan.layers for row in layer.attributes]
    told = {f.key: dict(f.sentence.params) for f in plan.findings}
    dots = told.get("formats.dxf_dots", {}).get("count", 0)
    assert len(kinds) + dots == 27 + 4 + 3  # the counts of the file's own note

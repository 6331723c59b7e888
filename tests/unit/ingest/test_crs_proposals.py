"""A layer that says no system carries proposals with its refusal, likeliest first."""

import pickle

import pytest
import shapely

from sbd_tool.app.import_desk import title_of_crs
from sbd_tool.domain.errors import CrsMissingError
from sbd_tool.domain.layers import Source, as_geometry_array
from sbd_tool.domain.rawplan import RawLayer
from sbd_tool.ingest import crs


def silent(*places):
    points = [shapely.Point(place) for place in places]
    return RawLayer(
        name="points",
        geometry=as_geometry_array(points),
        attributes=({},) * len(points),
        crs=None,
        source=Source(name="points.csv", format="csv"),
    )


@pytest.mark.parametrize(
    ("place", "first"),
    [
        ((690_000.0, 5_330_000.0), "EPSG:25832"),
        ((25_496_000.0, 6_673_000.0), "EPSG:3879"),
        ((11.5, 48.1), "EPSG:4326"),
        ((10.0, 12.0), "EPSG:4326"),
        ((300.0, 120.0), "local"),
    ],
)
def test_at_most_three_proposals_come_with_the_question(place, first):
    with pytest.raises(CrsMissingError) as asked:
        crs.choose([silent(place, (place[0] + 1, place[1] + 1))], None, scale_error=0.01)
    assert asked.value.candidates[0] == first
    assert len(asked.value.candidates) <= 3


def test_an_error_that_crosses_a_process_keeps_its_words():
    with pytest.raises(CrsMissingError) as asked:
        crs.choose([silent((690_000.0, 5_330_000.0))], None, scale_error=0.01)
    again = pickle.loads(pickle.dumps(asked.value))
    assert again.what == asked.value.what


def test_a_system_is_shown_with_its_name():
    assert title_of_crs("EPSG:25832") == "EPSG:25832 \u00b7 ETRS89 / UTM zone 32N"

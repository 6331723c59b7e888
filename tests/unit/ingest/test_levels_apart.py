import pytest

from sbd_tool.domain.layers import Level
from sbd_tool.domain.roles import Role
from sbd_tool.ingest.levels import level_of


@pytest.mark.parametrize(
    ("tags", "role", "level"),
    [
        ({"tunnel": "yes"}, Role.FOOTWAY, Level.UNDERGROUND),
        ({"layer": "-1"}, Role.FOOTWAY, Level.UNDERGROUND),
        ({"level": "-2"}, Role.AMENITY, Level.UNDERGROUND),
        ({"level": "-2;-1"}, Role.STEPS, Level.UNDERGROUND),
        ({"location": "underground"}, Role.CONTEXT, Level.UNDERGROUND),
        ({"parking": "underground"}, Role.PARKING, Level.UNDERGROUND),
        ({"parking": "underground"}, Role.VEHICLE_ENTRY, Level.GROUND),
        ({"level": "-1;0"}, Role.STEPS, Level.GROUND),
        ({"level": "-1-2"}, Role.AMENITY, Level.GROUND),
        ({"level": "0"}, Role.AMENITY, Level.GROUND),
        ({"level": "3"}, Role.AMENITY, Level.INDOOR),
        ({"level": "1;2"}, Role.AMENITY, Level.INDOOR),
        ({"level": "1"}, Role.BUILDING, Level.GROUND),
        ({"indoor": "yes"}, Role.FOOTWAY, Level.INDOOR),
        ({"indoor": "no"}, Role.FOOTWAY, Level.GROUND),
        ({"highway": "corridor"}, Role.FOOTWAY, Level.INDOOR),
        ({"surveillance": "indoor"}, Role.CAMERA, Level.INDOOR),
        ({"bridge": "yes", "layer": "1"}, Role.FOOTWAY, Level.BRIDGE),
        ({"layer": "1"}, Role.CARRIAGEWAY, Level.BRIDGE),
        ({"layer": "1"}, Role.BUILDING, Level.GROUND),
        ({"layer": "1"}, Role.SHELTER, Level.GROUND),
        ({"tunnel": "building_passage"}, Role.FOOTWAY, Level.GROUND),
        ({"tunnel": "building_passage", "layer": "-1"}, Role.FOOTWAY, Level.GROUND),
        ({"tunnel": "no", "bridge": "no"}, Role.CARRIAGEWAY, Level.GROUND),
        ({"covered": "yes"}, Role.FOOTWAY, Level.GROUND),
        ({"layer": "street level"}, Role.FOOTWAY, Level.GROUND),
        ({"layer": 0.0}, Role.FOOTWAY, Level.GROUND),
        ({}, None, Level.GROUND),
    ],
)
def test_what_does_not_lie_on_the_ground_is_set_apart(tags, role, level) -> None:
    assert level_of(tags, role) is level

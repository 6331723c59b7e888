"""The compiled sum of light against a plain one: another language, other geometry, same lux.

The plain sum walks lamp by lamp and place by place, asks shapely where a ray meets a wall, and the
table of the luminaire itself for its intensity. Every symmetry of files is among the tables.
"""

import math
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import LineString

from sbd_tool.analysis.light_field import illuminance
from sbd_tool.analysis.luminaires import Luminaire
from sbd_tool.domain.photometry import Photometry
from sbd_tool.formats.photometry import read_generic, read_photometry
from sbd_tool.formats.photometry.library import photometry_from
from tests.unit.formats.test_photometry_files import COUNTS, ies, ldt, rows_of

FACE_M, REACH_M = 1.5, 35.0


def plain_lux(
    lamps: list[Luminaire], place: tuple[float, float], walls: np.ndarray, axis: float
) -> np.ndarray:
    """(9,) horizontal, four vertical and four semi-cylindrical lux at one place."""
    found = np.zeros(9)
    for lamp in lamps:
        away = math.hypot(place[0] - lamp.x, place[1] - lamp.y)
        if away > REACH_M:
            continue
        for height, is_ground in ((0.0, True), (FACE_M, False)):
            if is_stopped(lamp, place, height, walls):
                continue
            drop = lamp.height_m - height
            reach2 = away**2 + drop**2
            candela = lamp.factor * candela_of(lamp, place, math.degrees(math.atan2(away, drop)))
            if is_ground:
                found[0] += candela * (drop / math.sqrt(reach2)) / reach2
                continue
            flat = candela * (away / math.sqrt(reach2)) / reach2
            to_lamp = math.atan2(lamp.y - place[1], lamp.x - place[0])
            for quarter in range(4):
                facing = math.cos(to_lamp - axis - quarter * math.pi / 2)
                found[1 + quarter] += flat * max(0.0, facing)
                found[5 + quarter] += flat * (1 + facing) / math.pi
    return found


def candela_of(lamp: Luminaire, place: tuple[float, float], gamma_deg: float) -> float:
    if lamp.bearing_deg is None:
        table = lamp.photometry
        if not table.gamma_deg[0] <= gamma_deg <= table.gamma_deg[-1]:
            return 0.0
        return float(np.interp(gamma_deg, table.gamma_deg, table.mean_candela))
    # C90 looks along the compass bearing, C0 lies a quarter turn clockwise of it.
    compass = math.degrees(math.atan2(place[0] - lamp.x, place[1] - lamp.y))
    c_deg = 90.0 - (compass - lamp.bearing_deg)
    return float(lamp.photometry.intensity_cd(c_deg, gamma_deg))


def is_stopped(
    lamp: Luminaire, place: tuple[float, float], height: float, walls: np.ndarray
) -> bool:
    ray = LineString([(lamp.x, lamp.y), place])
    for x1, y1, x2, y2, top in walls:
        met = ray.intersection(LineString([(x1, y1), (x2, y2)]))
        if met.is_empty:
            continue
        share = math.hypot(met.x - lamp.x, met.y - lamp.y) / ray.length
        if top >= lamp.height_m + share * (height - lamp.height_m):
            return True
    return False


def check(table: Photometry, seed: int) -> None:
    rng = np.random.default_rng(seed)
    lamps = [
        Luminaire(
            id=str(k),
            x=float(rng.uniform(-25, 25)),
            y=float(rng.uniform(-25, 25)),
            height_m=float(rng.uniform(3, 12)),
            photometry=table,
            factor=float(rng.uniform(0.3, 3)),
            bearing_deg=None if k == 0 else float(rng.uniform(-90, 450)),
            is_assumed=True,
            reach_m=REACH_M,
        )
        for k in range(4)
    ]
    ends = rng.uniform(-25, 25, (7, 4))
    walls = np.column_stack((ends, rng.choice([1.0, 2.2, 4.0, np.inf], 7)))
    places = rng.uniform(-30, 30, (40, 2))
    axis = float(rng.uniform(0, 6))
    lit = illuminance(lamps, places, walls, face_m=FACE_M, axis_rad=axis)
    found = np.vstack((lit.horizontal, lit.vertical, lit.semicylindrical))
    expected = np.array([plain_lux(lamps, tuple(place), walls, axis) for place in places]).T
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert expected[0].max() > 0


@pytest.mark.parametrize("name", [one.name for one in read_generic()])
def test_generic_distributions(name: str) -> None:
    for seed in range(3):
        check(read_generic()[name], seed)


@pytest.mark.parametrize("symmetry", COUNTS)
def test_every_symmetry_of_eulumdat(symmetry: int) -> None:
    check(photometry_from(ldt(symmetry, rows_of(COUNTS[symmetry])), "made.ldt"), symmetry)


@pytest.mark.parametrize("horizontal", [(0,), (0, 45, 90), (0, 90, 180), (0, 90, 180, 270, 360)])
def test_every_symmetry_of_ies(horizontal: tuple[int, ...]) -> None:
    check(photometry_from(ies(horizontal, rows_of(len(horizontal))), "made.ies"), len(horizontal))


@pytest.mark.parametrize(
    "name",
    [
        "road_luminaire.ldt",
        "floor_uplight.ldt",
        "luxpy_led_6klm.ldt",
        "symmetry_to_c0c90c180c270.ldt",
        "luxpy_2t.ies",
        "relative_photometry.ies",
    ],
)
def test_tables_of_real_files(real_data: Path, name: str) -> None:
    check(read_photometry(real_data / "photometric" / name), 11)

"""Luminaire files are read as their makers meant them, and broken ones are refused in words.

Oracles: tables small enough to work out by hand, exact integrals (a cosine distribution of I0 gives
pi I0, a uniform one 4 pi I0), the symmetry each file declares, and the efficiency that real files
state beside their table.
"""

import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.photometry import Photometry, full_circle
from sbd_tool.formats.photometry import read_generic, read_photometry
from sbd_tool.formats.photometry.eulumdat import read_eulumdat
from sbd_tool.formats.photometry.library import photometry_from
from sbd_tool.formats.photometry.numbers import PhotometryFileError

COUNTS = {0: 8, 1: 1, 2: 5, 3: 5, 4: 3}


def ldt(symmetry, rows, *, planes=8, gammas=(0, 45, 90), flux="2000", comma=False, factor="1"):
    """A file with planes 45 degrees apart and the given stored rows."""
    turns = [str(45 * k) for k in range(planes)]
    head = ["Maker", "1", str(symmetry), str(planes), "45", str(len(gammas)), "45", "R1", "Lantern"]
    head += ["1", "f.ldt", "2026", "500", "300", "100", "400", "200", "10", "20", "0", "0", "100"]
    head += ["80.0", factor, "0", "2", "1", "LED", flux, "3000", "80", "20"]
    head += ["1", "other", "9999", "3000", "80", "20", *["0.5"] * 10, *turns]
    values = [str(value) for row in rows for value in row]
    lines = [*head, *[str(g) for g in gammas], *values]
    if comma:
        lines = [line.replace(".", ",") for line in lines]
    return "\r\n".join(lines) + "\r\n"


def ies(
    horizontal,
    rows,
    *,
    edition="IESNA:LM-63-1995",
    lumens="-1",
    factor="1",
    units="2",
    kind="1",
    tilt="TILT=NONE",
    ballast="1 1 20",
    vertical=(0, 45, 90),
    size="0.2 0.4 0.1",
):
    values = " ".join(str(value) for row in rows for value in row)
    return "\n".join(
        [
            edition,
            "[LUMINAIRE] Lantern",
            tilt,
            f"1 {lumens} {factor} {len(vertical)} {len(horizontal)} {kind} {units} {size}",
            ballast,
            " ".join(map(str, vertical)),
            " ".join(map(str, horizontal)),
            values,
        ]
    )


def rows_of(count, step=10):
    return [[100 + step * k, 50 + step * k, 0] for k in range(count)]


@pytest.mark.parametrize("symmetry", COUNTS)
def test_each_symmetry_of_eulumdat_fills_the_circle(symmetry: int) -> None:
    found = read_eulumdat(ldt(symmetry, rows_of(COUNTS[symmetry])), "f.ldt")
    assert found.name == "Lantern"
    assert found.flux_lm == 2000
    turns = np.arange(0, 360, 45)
    at = found.intensity_cd(turns, 45.0) / 2  # 2000 lm of cd per 1000 lm
    expected = {
        0: [50, 60, 70, 80, 90, 100, 110, 120],
        1: [50] * 8,
        2: [50, 60, 70, 80, 90, 80, 70, 60],
        # Stored from C270 over C0 to C90.
        3: [70, 80, 90, 80, 70, 60, 50, 60],
        4: [50, 60, 70, 60, 50, 60, 70, 60],
    }
    assert at == pytest.approx(expected[symmetry])


@pytest.mark.parametrize(("symmetry", "mirror"), [(2, 0), (3, 90), (4, 0), (4, 90)])
def test_a_mirrored_direction_is_as_bright(symmetry: int, mirror: int) -> None:
    found = read_eulumdat(ldt(symmetry, rows_of(COUNTS[symmetry], 17)), "f.ldt")
    turns, drops = np.meshgrid(np.linspace(0, 360, 97), np.linspace(0, 90, 31))
    other = found.intensity_cd(2 * mirror - turns, drops)
    assert found.intensity_cd(turns, drops) == pytest.approx(other)


def test_between_the_angles_intensity_is_bilinear() -> None:
    found = read_eulumdat(ldt(0, rows_of(8)), "f.ldt")
    # C 22.5 lies half way between 50 and 60 at gamma 45, between 100 and 110 at 0: 80 at 22.5.
    assert found.intensity_cd(22.5, 22.5) == pytest.approx(2 * (55 + 105) / 2)
    assert found.intensity_cd(337.5, 45) == pytest.approx(2 * (50 + 120) / 2)
    assert found.intensity_cd(0, 91) == 0


def test_commas_latin_letters_and_the_conversion_factor_are_read() -> None:
    words = ldt(1, [[100.5, 50.25, 0]], comma=True, factor="1.5").replace("Lantern", "Stra\u00dfe")
    found = photometry_from(words.encode("latin-1").decode("latin-1"), "f.ldt")
    assert found.name == "Straße"
    assert found.intensity_cd(0, 0) == pytest.approx(2 * 1.5 * 100.5)


def test_the_first_lamp_set_counts_and_the_opening_is_in_metres() -> None:
    found = read_eulumdat(ldt(1, [[100, 50, 0]]), "f.ldt")
    assert found.flux_lm == 2000
    assert (found.opening.length_m, found.opening.width_m, found.opening.height_m) == (
        pytest.approx(0.4), pytest.approx(0.2), pytest.approx(0.02),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("horizontal", "expected"),
    [
        ((0,), [50] * 8),
        ((0, 45, 90), [50, 60, 70, 60, 50, 60, 70, 60]),
        ((0, 45, 90, 135, 180), [50, 60, 70, 80, 90, 80, 70, 60]),
        ((90, 135, 180, 225, 270), [70, 60, 50, 60, 70, 80, 90, 80]),
        ((0, 45, 90, 135, 180, 225, 270, 315, 360), [50, 60, 70, 80, 90, 100, 110, 120]),
    ],
)
def test_each_symmetry_of_ies_fills_the_circle(horizontal, expected) -> None:
    found = photometry_from(ies(horizontal, rows_of(len(horizontal))), "f.ies")
    assert found.intensity_cd(np.arange(0, 360, 45), 45.0) == pytest.approx(expected)


def test_absolute_candela_multiplier_and_ballast_factor() -> None:
    found = photometry_from(ies((0,), rows_of(1), factor="2", ballast="0.9 0.5 20"), "f.ies")
    assert found.flux_lm is None
    assert found.is_absolute
    assert found.intensity_cd(0, 0) == pytest.approx(100 * 2 * 0.9 * 0.5)
    newer = ies((0,), rows_of(1), edition="IES:LM-63-2019", ballast="0.9 1.00001 20")
    assert photometry_from(newer, "f.ies").intensity_cd(0, 0) == pytest.approx(90)


def test_relative_candela_hold_for_the_lumens_stated() -> None:
    found = photometry_from(ies((0,), rows_of(1), lumens="1500"), "f.ies")
    assert found.flux_lm == 1500
    assert found.intensity_cd(0, 0) == pytest.approx(100)


def test_feet_and_round_openings() -> None:
    feet = photometry_from(ies((0,), rows_of(1), units="1", size="1 2 0.5"), "f.ies").opening
    assert (feet.width_m, feet.length_m, feet.height_m) == (
        pytest.approx(0.3048), pytest.approx(0.6096), pytest.approx(0.1524),
    )  # fmt: skip
    disc = photometry_from(ies((0,), rows_of(1), size="-0.3 0 0"), "f.ies").opening
    assert disc.is_round
    assert disc.length_m == pytest.approx(0.3)


def test_a_tilt_table_in_the_file_and_the_edition_of_1986_are_read() -> None:
    inline = ies((0,), rows_of(1), tilt="TILT=INCLUDE\n1\n3\n0 45 90\n1 0.98 0.95")
    assert photometry_from(inline, "f.ies").intensity_cd(0, 0) == pytest.approx(100)
    old = ies((0,), rows_of(1), edition="Some luminaire of 1986")
    assert photometry_from(old, "f.ies").name == "Lantern"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "light.file_ends_early"),
        ("hello\nworld\n", "light.file_ends_early"),
        (ldt(1, [[100, 50]]), "light.file_ends_early"),
        (ldt(1, [[100, "x", 0]]), "light.file_no_number"),
        (ldt(9, rows_of(1)), "light.file_bad_count"),
        (ldt(1, [[0, 0, 0]]), "light.file_bad_values"),
        (ldt(1, [[100, -80, 0]]), "light.file_bad_values"),
        (ldt(1, rows_of(1), gammas=(0, 45, 45)), "light.file_bad_angles"),
        (ldt(1, rows_of(1)).replace("\r\n8\r\n", "\r\n99999999\r\n", 1), "light.file_bad_count"),
        (ies((0,), rows_of(1), kind="2"), "light.file_type"),
        (ies((0,), rows_of(1), tilt="TILT=other.tlt"), "light.file_tilt"),
        (ies((0, 30, 60), rows_of(3)), "light.file_bad_angles"),
        (ies((0,), []), "light.file_ends_early"),
        (ies((0,), rows_of(1), factor="nan"), "light.file_no_number"),
    ],
)
def test_a_broken_file_is_refused_in_words(content: str, reason: str) -> None:
    with pytest.raises(PhotometryFileError) as caught:
        photometry_from(content, "f.ldt")
    assert caught.value.what.as_mapping()["reason"].key == reason


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    base=st.sampled_from([ldt(4, rows_of(3)), ies((0, 45, 90), rows_of(3))]),
    at=st.floats(0, 1),
    junk=st.text(max_size=12),
    cut=st.integers(0, 40),
)
def test_no_damage_brings_a_reader_down(base: str, at: float, junk: str, cut: int) -> None:
    place = int(at * len(base))
    try:
        found = photometry_from(base[:place] + junk + base[place + cut :], "f")
    except PhotometryFileError:
        return
    assert np.isfinite(found.intensity).all()
    assert (found.intensity >= 0).all()


def test_a_missing_or_endless_file_is_refused(tmp_path) -> None:
    with pytest.raises(PhotometryFileError):
        read_photometry(tmp_path / "none.ldt")
    large = tmp_path / "large.ldt"
    large.write_bytes(b"0\n" * 3_000_000)
    with pytest.raises(PhotometryFileError):
        read_photometry(large)


def _round(gamma, values) -> Photometry:
    return Photometry(
        name="p",
        c_deg=np.zeros(1),
        gamma_deg=np.asarray(gamma, dtype=float),
        intensity=np.asarray([values], dtype=float),
        is_absolute=True,
        flux_lm=None,
    )


def test_the_flux_of_a_cosine_is_pi_and_of_a_sphere_four_pi() -> None:
    steps = np.linspace(0, 90, 181)
    assert _round(steps, np.cos(np.radians(steps))).emitted_lm == pytest.approx(math.pi, rel=1e-4)
    assert _round([0, 90, 180], [1, 1, 1]).emitted_lm == pytest.approx(4 * math.pi, rel=1e-12)


def test_a_first_plane_that_is_not_zero_still_closes_the_circle() -> None:
    planes, table = full_circle([30, 150, 270], [[1.0, 1], [2, 2], [3, 3]], ())
    found = _round([0, 90], [0, 0])
    found = Photometry(
        name="p", c_deg=planes, gamma_deg=found.gamma_deg, intensity=table, is_absolute=True,
        flux_lm=None,
    )  # fmt: skip
    assert found.intensity_cd([30, 90, 330, 0], 10) == pytest.approx([1, 1.5, 2, 1.5])


def test_generic_luminaires_give_all_their_light_and_say_that_they_are_ours() -> None:
    kinds = read_generic()
    assert {one.name for one in kinds} == {"lambert", "road_wide", "post_top"}
    for one in kinds:
        assert one.emitted_lm == pytest.approx(1000, rel=1e-9)
        assert one.basis == "indicative"
    assert kinds["lambert"].intensity_cd(0, 0) == pytest.approx(1000 / math.pi, rel=1e-4)
    road = kinds["road_wide"]
    assert road.intensity_cd(20, 60) > 3 * road.intensity_cd(270, 60)


def test_a_photometry_equals_its_copy_and_travels() -> None:
    one = read_generic()["lambert"]
    copy = pickle.loads(pickle.dumps(one))
    assert copy == one
    assert hash(copy) == hash(one)
    assert one != read_generic()["post_top"]


# Light output ratio as the file states it, percent (line 23); None where the table is a dummy.
REAL = {
    "luxpy_led_6klm.ldt": (6000, 88.0),
    "road_luminaire.ldt": (33200, 84.42),
    "floor_uplight.ldt": (20000, 72.33),
}


@pytest.mark.parametrize("name", REAL)
def test_real_tables_give_off_the_share_of_flux_they_declare(real_data, name: str) -> None:
    flux, ratio = REAL[name]
    found = read_photometry(real_data / "photometric" / name)
    assert found.flux_lm == flux
    assert 100 * found.emitted_lm / flux == pytest.approx(ratio, abs=0.5)


def test_every_real_file_is_read_and_its_lamp_sets_and_units_are_meant(real_data) -> None:
    folder = real_data / "photometric"
    found = {
        path.name: read_photometry(path)
        for path in sorted(folder.iterdir())
        if path.suffix in {".ldt", ".ies"}
    }
    assert len(found) == 15
    assert found["absolute_photometry.ies"].flux_lm is None
    assert found["relative_photometry.ies"].flux_lm == 500
    assert found["round_opening.ies"].opening.is_round
    assert found["multiple_lamp_sets.ldt"].flux_lm == 500
    assert found["imperial_units.ies"].opening.length_m == pytest.approx(0.34 * 0.3048)
    # luxpy_2t.ies, vertical 45 in the plane of 0 and of 90 degrees, as printed in the file.
    assert found["luxpy_2t.ies"].intensity_cd([0, 90, 180], 45) == pytest.approx([936, 978.3, 936])
    assert found["symmetry_to_c0c90c180c270.ldt"].c_deg.shape == (36,)


def test_a_generic_library_that_breaks_its_schema_is_a_rule_file_error() -> None:
    from sbd_tool.formats.resources import resource_path
    from sbd_tool.formats.rule_files import check

    broken = {"schema_version": 1, "luminaires": [{"key": "x", "basis": "a"}]}
    with pytest.raises(RuleFileError):
        check(broken, "generic", resource_path("photometry", "schema.json"), "luminaires")

"""Strings as they stand on products, and what they say (domain facts, section 2.2 and 2.3)."""

import pytest

from sbd_tool.domain.ratings import Scheme, parse_rating

IMPACT = [
    # string, class, mass, speed, angle, penetration, debris, scheme
    ("V/7200[N2B]/80/90:0.7", "N2B", 7200, 80, 90, 0.7, None, Scheme.IWA_ISO),
    ("V/7200[N3C]/80/90:0.8", "N3C", 7200, 80, 90, 0.8, None, Scheme.IWA_ISO),
    ("V/7500[N3]/80/90:0.4/15.4", "N3", 7500, 80, 90, 0.4, 15.4, Scheme.PAS),
    ("V/7500(N2)/64/90:0.7", "N2", 7500, 64, 90, 0.7, None, Scheme.PAS),
    ("V/7500(N2)/80/90:0/25", "N2", 7500, 80, 90, 0, 25, Scheme.PAS),
    ("V/30000(N3)/80/90:3.30", "N3", 30000, 80, 90, 3.3, None, Scheme.PAS),
    ("V/1500[M1]/48/90:1.3", "M1", 1500, 48, 90, 1.3, None, Scheme.PAS_OR_IWA),
    ("V/7500[N3]/48/90:28.1", "N3", 7500, 48, 90, 28.1, None, Scheme.PAS),
    ("V/7200[N2A]/48/90:0.0", "N2A", 7200, 48, 90, 0.0, None, Scheme.IWA_ISO),
    ("V/1500[M1]/48/90", "M1", 1500, 48, 90, None, None, Scheme.PAS_OR_IWA),
    ("IWA 14-1:2013 V/1500[M1]/48/90:1,3", "M1", 1500, 48, 90, 1.3, None, Scheme.IWA_ISO),
    (
        "PAS 68:2013 Bollard V/2500 (N1G) / 64 / 90 : 1.2 / 4",
        "N1G",
        2500,
        64,
        90,
        1.2,
        4,
        Scheme.PAS,
    ),
]


@pytest.mark.parametrize("row", IMPACT, ids=[row[0] for row in IMPACT])
def test_an_impact_string_reads_as_printed(row):
    rating = parse_rating(row[0])
    assert rating is not None
    assert row[1:] == (
        rating.vehicle_class,
        rating.mass_kg,
        rating.speed_kmh,
        rating.angle_deg,
        rating.penetration_m,
        rating.debris_m,
        rating.scheme,
    )


@pytest.mark.parametrize(
    ("words", "mass", "speed", "penetration"),
    [
        ("M50/P1", 6800, 80, 1),
        ("M30 / P3", 6800, 50, 30),
        ("M40-P2", 6800, 65, 7),
        ("M50", 6800, 80, None),
        ("H30/P1", 29500, 50, 1),
        ("C740/P1", 7200, 65, 1),
        ("PU60 P4", 2300, 97, None),
        ("K4", 6800, 50, None),
        ("K8", 6800, 65, None),
        ("K12", 6800, 80, None),
        ("K12/L3", 6800, 80, None),
    ],
)
def test_an_american_string_reads_as_printed(words, mass, speed, penetration):
    rating = parse_rating(words)
    assert rating is not None
    assert (rating.mass_kg, rating.speed_kmh, rating.penetration_m) == (mass, speed, penetration)


@pytest.mark.parametrize(
    "words",
    [
        "", " ", "rated", "yes", "crash tested", "V/7200[N2B]", "V/7200[Q9]/48/90", "K5", "M45/P1",
        "V/00000[N2]/48/90", "V/7500[N2]/0/90", "V/7500[N2]/48/0", "V/7500[N2]/48/120",
        "V/7500[N2]/999/90:0.1", "X/7500[N2]/48/90", "7500[N2]/48/90", "V/7500[N2]/48/90:",
        "V/٧٥٠٠[N2]/48/90", "V/7500[N2]/48/90:0.1/2/3", "a" * 500, None, 7200, True, ["K4"],
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_unrated(words):
    assert parse_rating(words) is None


@pytest.mark.parametrize(
    ("mass", "speed", "energy_kj"),
    [
        (1500, 16, 15), (1500, 48, 133), (1500, 80, 370), (2500, 64, 395), (3500, 48, 311),
        (7200, 48, 640), (7200, 64, 1138), (7200, 80, 1778), (7500, 48, 667), (7500, 80, 1852),
        (30000, 16, 296), (30000, 80, 7407),
    ],
)  # fmt: skip
def test_energy_is_that_of_the_published_table(mass, speed, energy_kj):
    rating = parse_rating(f"V/{mass}[N2]/{speed}/90:0.1")
    assert rating is not None
    assert round(rating.energy_kj) == energy_kj

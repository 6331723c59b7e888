"""Laws of rating strings: never a crash, never a slow answer, and what is written is read back."""

from hypothesis import given
from hypothesis import strategies as st

from sbd_tool.domain.ratings import (
    ASTM_CLASSES,
    ASTM_PENETRATION_M,
    ASTM_SPEED_KMH,
    K_CLASS,
    K_SPEED_KMH,
    Rating,
    Scheme,
    parse_rating,
)

CLASSES = ("M1", "M1G", "N1", "N1G", "N2", "N2A", "N2B", "N3", "N3C", "N3G")
METRES = st.integers(0, 999_999).map(lambda millimetres: millimetres / 1000)


@st.composite
def impact_ratings(draw: st.DrawFn) -> Rating:
    penetration = draw(st.none() | METRES)
    debris = None if penetration is None else draw(st.none() | METRES)
    vehicle_class = draw(st.sampled_from(CLASSES))
    product = draw(st.sampled_from(["", "Bollard 3", "PAS 68:2013", "ISO 22343-1"]))
    rating = parse_rating(f"{product} V/7500[{vehicle_class}]/48/90".strip())
    assert rating is not None
    scheme = rating.scheme
    if debris is not None and scheme is not Scheme.IWA_ISO:
        scheme = Scheme.PAS
    if debris is not None and "ISO" not in product:
        scheme = Scheme.PAS
    return Rating(
        scheme=scheme,
        vehicle_class=vehicle_class,
        mass_kg=float(draw(st.integers(100, 99_999))),
        speed_kmh=float(draw(st.integers(1, 160))),
        angle_deg=float(draw(st.integers(1, 90))),
        penetration_m=penetration,
        debris_m=debris,
        method=draw(st.sampled_from("VDFP")),
        product=product,
    )


@given(impact_ratings())
def test_an_impact_rating_that_is_written_is_read_back(rating):
    assert parse_rating(rating.written()) == rating


@given(
    st.sampled_from(sorted(ASTM_CLASSES)),
    st.sampled_from(sorted(ASTM_SPEED_KMH)),
    st.sampled_from(["", *ASTM_PENETRATION_M]),
)
def test_an_astm_rating_that_is_written_is_read_back(vehicle_class, speed, level):
    rating = Rating(
        scheme=Scheme.ASTM,
        vehicle_class=vehicle_class,
        mass_kg=ASTM_CLASSES[vehicle_class].mass_kg,
        speed_kmh=ASTM_SPEED_KMH[speed],
        penetration_m=ASTM_PENETRATION_M[level] if level else None,
        penetration_class=f"P{level}" if level else "",
    )
    assert parse_rating(rating.written()) == rating


@given(st.sampled_from(sorted(K_SPEED_KMH)), st.sampled_from(["", "L1", "L2", "L3"]))
def test_a_k_rating_that_is_written_is_read_back(level, depth):
    rating = Rating(
        scheme=Scheme.K,
        vehicle_class=f"K{level}",
        mass_kg=K_CLASS.mass_kg,
        speed_kmh=K_SPEED_KMH[level],
        penetration_class=depth,
    )
    assert parse_rating(rating.written()) == rating


@given(st.text(max_size=400) | st.text("VDFP/[]()MN123 :.,KL0", max_size=160))
def test_no_text_makes_it_fail(words):
    rating = parse_rating(words)
    assert rating is None or rating.energy_kj > 0


@given(st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), st.lists(st.text())))
def test_no_other_value_makes_it_fail(value):
    assert parse_rating(value) is None


@given(st.integers(1, 160))
def test_white_space_does_not_matter(speed):
    tight, loose = f"V/7200[N2A]/{speed}/90:0.5", f"  V / 7200 [ N2A ] / {speed} / 90 : 0.5  "
    assert parse_rating(tight) == parse_rating(loose)

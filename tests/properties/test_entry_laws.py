"""Laws of typed entries and of selecting by expression: total, bounded, read back as written."""

import math

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sbd_tool.app.language import load_words
from sbd_tool.domain.edits.entries import Entry, EntryKind, resolved
from sbd_tool.domain.edits.expressions import parse_expression
from sbd_tool.domain.edits.typed_input import (
    PLAIN,
    angle_of_azimuth,
    entry_style,
    parse_entry,
    written,
)
from sbd_tool.domain.errors import InputError

CALM = settings(deadline=None, max_examples=60)
WORDS = {language: load_words(language) for language in ("en", "de")}
STYLES = st.sampled_from([PLAIN, entry_style("de"), entry_style("fr"), entry_style("en_GB")])
MILLIMETRES = st.integers(1, 10_000_000).map(lambda number: number / 1000)
SIGNED = st.integers(-9_999_999_999, 9_999_999_999).map(lambda number: number / 1000)
ANGLES = st.integers(-3_600_000, 3_600_000).map(lambda number: number / 1000)
PIECES = st.sampled_from(
    [*"0123456789.,;@<> °'\"()=-+neswo", "az", "cm", "<<", "and", "not", "in", "a", "b c", "is"]
)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(EntryKind))
    if kind in {EntryKind.RELATIVE, EntryKind.ABSOLUTE}:
        return Entry(kind=kind, x_m=draw(SIGNED), y_m=draw(SIGNED))
    length = draw(MILLIMETRES) if kind is not EntryKind.ANGLE else None
    angle = draw(ANGLES) if kind is not EntryKind.LENGTH else None
    is_from_leg = angle is not None and draw(st.booleans())
    return Entry(kind=kind, length_m=length, angle_deg=angle, is_from_leg=is_from_leg)


def in_words(refusal: InputError) -> bool:
    return all(
        words.has(part.key) and not words(part).startswith("edits.")
        for words in WORDS.values()
        for part in (refusal.what, refusal.hint)
    )


@CALM
@given(entries(), STYLES)
def test_what_is_written_is_read_back(entry: Entry, style):
    assert parse_entry(written(entry, style), style) == entry


@CALM
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)), STYLES)
@example("9" * 400, PLAIN)
@example("<", PLAIN)
@example("1<2<3", PLAIN)
@example("İ<1", PLAIN)
@example("1e400", PLAIN)
@example("٣", PLAIN)
def test_whatever_is_typed_is_an_entry_or_is_refused_in_words(typed: str, style):
    try:
        entry = parse_entry(typed, style)
    except InputError as refusal:
        assert in_words(refusal)  # noqa: PT017 - both ways are right, and both are looked at
        return
    numbers = (entry.length_m, entry.angle_deg, entry.x_m, entry.y_m)
    assert all(value is None or math.isfinite(value) for value in numbers)
    x, y = resolved(entry, (10.0, 20.0), (13.0, 24.0), (0.0, 0.0))
    assert math.isfinite(x)
    assert math.isfinite(y)


@CALM
@given(MILLIMETRES, st.integers(0, 3599).map(lambda tenths: tenths / 10))
def test_a_bearing_and_a_distance_lead_there(length: float, azimuth: float):
    entry = parse_entry(f"{length}<az{azimuth}")
    x, y = resolved(entry, (0.0, 0.0))
    assert math.isclose(math.hypot(x, y), length, rel_tol=1e-9)
    assert math.isclose(x, length * math.sin(math.radians(azimuth)), abs_tol=1e-6 * length + 1e-9)
    assert math.isclose(y, length * math.cos(math.radians(azimuth)), abs_tol=1e-6 * length + 1e-9)
    assert -180 < angle_of_azimuth(azimuth) <= 180


@CALM
@given(st.integers(0, 900).map(lambda tenths: tenths / 10), st.sampled_from("NS"))
def test_quadrant_bearings_are_full_circle_bearings(turn: float, start: str):
    azimuth = turn if start == "N" else 180 - turn
    quadrant = parse_entry(f"{start}{turn}E 5").angle_deg
    assert math.isclose(quadrant, parse_entry(f"5<az{azimuth}").angle_deg, abs_tol=1e-9)


@CALM
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map(" ".join)))
@example("(" * 500)
@example("not " * 200 + "a = 1")
@example("a in (" + "1," * 200 + "1)")
@example("a = 'x")
@example("__import__('os') = 1")
def test_whatever_is_asked_is_an_expression_or_is_refused_in_words(asked: str):
    try:
        expression = parse_expression(asked, ["a", "b c", "n"])
    except InputError as refusal:
        assert in_words(refusal)  # noqa: PT017 - both ways are right, and both are looked at
        return
    for row in ({}, {"a": 1, "b c": "x"}, {"a": None, "n": float("nan")}, {"a": "2.5"}):
        assert expression.test(row) in {True, False, None}


VALUES = st.one_of(st.none(), st.integers(-5, 5), st.sampled_from(["bench", "Seat", "", "3"]))
ATOMS = st.sampled_from(
    [
        "a = 1",
        "a < 3",
        "b = 'seat'",
        "b contains 'en'",
        "a is missing",
        "b in ('bench', '3')",
        "b > 2",
    ]
)


@CALM
@given(st.fixed_dictionaries({"a": VALUES, "b": VALUES}), ATOMS, ATOMS)
def test_logic_is_kleenes_logic(row, first: str, second: str):
    def truth(words: str) -> bool | None:
        return parse_expression(words, ["a", "b"]).test(row)

    order = {False: 0, None: 1, True: 2}
    p, q = truth(first), truth(second)
    assert order[truth(f"{first} and {second}")] == min(order[p], order[q])
    assert order[truth(f"{first} or {second}")] == max(order[p], order[q])
    assert order[truth(f"not ({first})")] == 2 - order[p]
    assert truth(f"not ({first} and {second})") == truth(f"not {first} or not {second}")

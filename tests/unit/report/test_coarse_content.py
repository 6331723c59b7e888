"""What wider editions get instead: runs without gaps, bare pictures, bands, harmless words."""

import io
from dataclasses import replace

import pytest
from PIL import Image
from shapely.geometry import LineString, Point, box

from sbd_tool.domain.layers import Source, Underlay
from sbd_tool.domain.legible import legible
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.report.bare_pictures import bare_picture
from sbd_tool.report.edition_attributes import open_attributes
from sbd_tool.report.edition_passages import PASSAGE_INDICATORS
from sbd_tool.report.generalise import runs_of
from tests.report_site import CATALOGUE, RUBRIC, assessment, content, ledger, row, scorecard, site


def test_gaps_between_bollards_cannot_be_read_from_a_run() -> None:
    even = [Point(1.5 * n, 0.2) for n in range(20)]
    uneven = [*even[:9], *(Point(point.x + 0.9, point.y) for point in even[9:19])]
    (one,), (other,) = runs_of(even), runs_of(uneven)
    assert one.geom_type == other.geom_type == "LineString"
    assert one.length == pytest.approx(28, abs=1)
    assert all(float(value).is_integer() for value in (*one.bounds, *other.bounds))
    assert len(one.coords) == 2


def test_runs_far_apart_stay_apart_and_lines_and_areas_join() -> None:
    parts = [LineString([(0, 0), (10, 0)]), box(12, -1, 14, 1), Point(40.4, 0), Point(41.2, 0.3)]
    runs = runs_of(parts)
    assert len(runs) == 2
    assert runs_of([]) == ()
    assert runs_of([Point(3.3, 4.4)])[0].equals(Point(3, 4))


def test_order_of_objects_changes_no_run() -> None:
    parts = [Point(1.7 * n, 0.3 * n) for n in range(12)]
    assert runs_of(parts) == runs_of(parts[::-1])


def picture(kind: str, **more: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (9, 7), (10, 200, 30)).save(stream, kind, **more)
    return stream.getvalue()


def test_a_bare_picture_shows_the_same_and_tells_nothing() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    raw = picture("JPEG", exif=exif, comment=b"SECRET") + b"SECRET"
    bare = bare_picture(raw)
    assert b"SECRET" in raw
    assert b"SECRET" not in bare
    first, second = Image.open(io.BytesIO(raw)), Image.open(io.BytesIO(bare))
    assert first.tobytes() == second.tobytes()
    png = picture("PNG", exif=exif) + b"SECRET"
    assert b"SECRET" not in bare_picture(png)
    assert Image.open(io.BytesIO(bare_picture(png))).size == (9, 7)


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"<svg/>", b"SECRET"])
def test_bytes_that_are_no_picture_give_nothing(raw: bytes) -> None:
    assert bare_picture(raw) == b""


def test_a_picture_that_cannot_be_cleared_is_not_in_a_wider_edition() -> None:
    layer = site().layers[0]
    under = Underlay(
        stamp=layer.stamp,
        name="secret",
        blob="b",
        media_type="image/png",
        width_px=1,
        height_px=1,
        transform=(1, 0, 0, -1, 0, 0),
        source=Source(name="secret.png"),
    )
    of = replace(site(), underlays=(under,), blobs={"b": b"SECRET"})
    assert content(Edition.PARTNER, of).project.underlays == ()
    whole = replace(of, blobs={"b": picture("PNG")})
    (kept,) = content(Edition.PARTNER, whole).project.underlays
    assert (kept.name, kept.source.name) == ("underlay", "")


def test_every_barrier_of_the_catalogue_moves_banded_rows_or_rows_of_what_stands_exact() -> None:
    exact = {"O02", "O06", "O09", "O10", "O11", "O12", "O20", "O22", "O23", "O24"}
    for kind in CATALOGUE.measures:
        if kind.category == "hvm":
            assert set(kind.door.openness) <= PASSAGE_INDICATORS | exact, kind.key


@pytest.mark.parametrize("points", [0.0, 19.99, 20.0, 40.0, 63.2, 100.0])
def test_a_band_never_tells_the_point(points: float) -> None:
    exact = replace(row("O04"), low=points, likely=points, high=points)
    card = replace(scorecard(), openness=ledger(LedgerKey.OPENNESS, [exact, row("O09")]))
    held = content(Edition.PUBLIC, judged=replace(assessment(), scorecard=card))
    (told,) = (entry for entry in held.openness.rows if entry.key == "O04")
    assert told.high - told.low == 20
    assert told.low <= points <= told.high
    assert told.value is told.likely is told.earned is told.lost is None
    assert RUBRIC.indicators["O04"].key in held.openness.told_as_bands


def test_names_belong_to_places_and_tags_are_plain_words() -> None:
    given = {
        "name": "Bollard gap 4",
        "surface": "SECRET",
        "height": 3.5,
        "note": "x",
        "shop": "a b",
    }
    assert open_attributes(given, Role.WALL) == {"height": 3.5, "shop": "a b"}
    assert open_attributes(given, Role.BUILDING)["name"] == "Bollard gap 4"


def test_legible_words_keep_what_people_read() -> None:
    kept = "Größe 5\u202f% – عرض\n東京 👩\u200d👧"
    assert legible(kept) == kept
    assert legible("a\x00\x1b\u202eb\ud800\uffff") == "ab\ufffd\ufffd"

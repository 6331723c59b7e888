"""The search for places: a withheld one is found wherever it is written, and nothing else is."""

import random
import struct
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from shapely import LineString, Point, to_wkb

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.exporting import export_bytes, export_job, exporter_of
from sbd_tool.app.language import load_words
from sbd_tool.app.leak_guard import refuse_a_leak
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.project import Note
from sbd_tool.domain.records import Record
from sbd_tool.report.editions import rebuild
from sbd_tool.report.leaks.attack import LeakFoundError
from sbd_tool.report.leaks.places import Hunt
from sbd_tool.report.leaks.secrets import Secrets, secrets_of
from sbd_tool.report.modelling import report_model
from tests import generated_square

CRS = "EPSG:32632"
NOTHING = np.empty((0, 2))


def hunt(*places, shown=NOTHING):
    return Hunt(
        Secrets(
            words={}, places=np.array(places, dtype=float), place_parts=("photos",) * len(places),
            shown=shown, pictures={}, crs=CRS,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("place", "raw"),
    [
        ((50.0, 20.0), b'{"coordinates": [50.00, 20.00]}'),
        ((10.0, 24.0), b'<path data-at="10.00 24.00" d="M1.00 2.00"/>'),
        ((10.0, 24.0), b"POINT (10.000 24.000)"),
        ((500000.0, 5900000.0), b'<path d="M500000.000 5900000.000L1.00 1.00"/>'),
        ((0.0, 0.0), b"GP\0\1" + to_wkb(Point(0, 0))),
        ((0.0, 24.0), b"\0\0\0" + struct.pack("<2d", 0.0, 24.0)),
        ((0.0, 24.0), b"\0" + struct.pack(">2d", 0.0, 24.0)),
        ((0.0083, 24.0), b"\0" + struct.pack("<2d", 0.01, 24.0)),
        ((0.0083412, 24.0), b"\0" + struct.pack("<2d", 0.0083412, 24.0)),
        ((60.0, 0.0), to_wkb(LineString([(60, 0), (61, 7)]))),
    ],
)
def test_a_withheld_place_is_found_also_where_its_numbers_are_round(place, raw):
    assert hunt(place).found_in(raw) == {"photos"}


@pytest.mark.parametrize(
    "raw",
    [
        b'<path d="M10.000 24.000L294.000 24.000L0.000 0.000"/>',
        b"q 1.00 0.00 0.00 1.00 10.00 24.00 cm 10.00 24.00 m 12.00 3.00 10.00 24.00 5.00 6.00 c S",
        b"\0" * 64,
        random.Random(7).randbytes(400_000) + b"\0",
    ],
    ids=["svg", "pdf", "zeros", "bytes"],
)
def test_drawings_and_bytes_that_are_no_coordinates_stop_nothing(raw):
    assert not hunt((10.0, 24.0), (0.0, 0.0), (1.0, 0.0), (0.0, 1.0)).found_in(b"\0" + raw)


def test_numbers_of_a_shown_object_side_by_side_stop_nothing():
    project = generated_square.project(seats=1)
    rules = load_rules(project)

    def searched(x, y):
        note = Note(stamp=Stamp(id="n"), words="x", x_m=x, y_m=y)
        whole = replace(project, notes={"n": note})
        content = rebuild(whole, None, rules.catalogue, Edition.PUBLIC)
        model = report_model(content, rules.rubric, FixedClock().now())
        return Hunt(secrets_of(whole, content, model))

    square = next(one for layer in project.layers for one in layer.geometry if one.area > 0)
    corners = list(square.exterior.coords)
    (_, y), (x, _) = corners[0], corners[1]
    assert not searched(y, x).found_in(to_wkb(square))
    off = (corners[0][0] + 3.25, corners[0][1] + 4.5)
    assert searched(*off).found_in(to_wkb(LineString([off, (1, 1)]))) == {"notes"}


@pytest.mark.parametrize("suffix", ["html", "svg"])
def test_notes_at_every_round_place_do_not_stop_a_public_export_and_a_leaked_one_does(suffix):
    spots = [(x, y) for x in range(-20, 121, 5) for y in range(-20, 81, 5)]
    notes = {
        f"n{number}": Note(stamp=Stamp(id=f"n{number}"), words="x", x_m=float(x), y_m=float(y))
        for number, (x, y) in enumerate(spots)
    }
    project = replace(generated_square.project(seats=2, trees=2), notes=notes)
    job = export_job(
        project, None, load_rules(project), edition=Edition.PUBLIC, scale=None,
        words=load_words("en"), now=FixedClock().now(),
    )  # fmt: skip
    path = Path(f"map.{suffix}")
    raw = export_bytes(path, job)
    assert refuse_a_leak(project, job, exporter_of(path), raw, path.name) > len(spots)
    told = raw + b"<!-- 35.000, 45.000 -->"
    with pytest.raises(LeakFoundError):
        refuse_a_leak(project, job, exporter_of(path), told, path.name)


def test_fixed_values_of_records_are_no_secrets_and_what_people_write_is():
    content = {"state": "closed", "by_day": "absent", "name": "closed", "remark": "Zebra"}
    row = Record(stamp=Stamp(id="r"), kind="task", content=content)
    project = replace(generated_square.project(), records={"r": row})
    fixed = {**content, "name": "Anna"}
    other = replace(project, records={"r": replace(row, content=fixed)})
    rules = load_rules(project)

    def words(of):
        content = rebuild(of, None, rules.catalogue, Edition.PUBLIC)
        return secrets_of(
            of, content, report_model(content, rules.rubric, FixedClock().now())
        ).words

    assert "closed" in words(project)  # somebody wrote it as a name
    assert not {"closed", "absent"} & set(words(other))
    assert "Zebra" in words(other)

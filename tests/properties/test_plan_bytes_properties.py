"""Whatever bytes a plan file holds, reading ends in a plan or in words."""

import io
import json
from functools import cache

import ezdxf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sbd_tool.domain.errors import PlanUnreadableError
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import SILENT
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.formats.archives import safe_name
from sbd_tool.formats.attribute_values import Tally, clean_row
from sbd_tool.formats.readers import READERS, reader_for
from sbd_tool.formats.worker import read_file

QUICK = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
GEOJSON = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "geometry": {"type": "Point", "coordinates": [i, i]},
             "properties": {"name": "\u00c4", "n": i, "list": [i]}}
            for i in range(4)
        ],
    }
).encode()  # fmt: skip
OSM = (
    b'<osm version="0.6"><node id="1" lat="1" lon="1"><tag k="a" v="b"/></node>'
    b'<node id="2" lat="1" lon="2"/><node id="3" lat="2" lon="2"/>'
    b'<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/>'
    b"</way></osm>"
)
CSV = "name;x;y\nBank;1,5;2\n\u00c4;3;4\n".encode("utf-16")
WKT = b"MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))\nPOINT (1 1)"


@cache
def dxf() -> bytes:
    doc = ezdxf.new("R2010")
    block = doc.blocks.new("B")
    block.add_circle((0, 0), 1)
    space = doc.modelspace()
    space.add_blockref("B", (1, 1))
    space.add_text("x")
    out = io.StringIO()
    doc.write(out)
    return out.getvalue().encode()


WHOLE = {"geojson": GEOJSON, "osm_xml": OSM, "csv": CSV, "wkt": WKT}


def read(tmp_path, key: str, content: bytes):
    path = tmp_path / f"plan.{key}"
    path.write_bytes(content or b" ")
    source = Source(name=path.name, format=key)
    try:
        return read_file(SILENT, key=key, path=path, source=source, bbox=None)
    except PlanUnreadableError:
        return None


@pytest.mark.parametrize("key", sorted(WHOLE))
def test_the_whole_file_loads(tmp_path, key):
    assert sum(map(len, read(tmp_path, key, WHOLE[key]).layers)) > 0


@pytest.mark.parametrize("key", sorted(WHOLE))
@QUICK
@given(data=st.data())
def test_a_cut_and_changed_file_ends_in_a_plan_or_in_words(tmp_path, key, data):
    content = bytearray(WHOLE[key])
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), max_size=4)
    ):
        content[at] = value
    plan = read(tmp_path, key, bytes(content[: data.draw(st.integers(0, len(content)))]))
    assert plan is None or isinstance(plan, RawPlan)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_damaged_drawing_ends_in_a_plan_or_in_words(tmp_path_factory, data):
    content = bytearray(dxf())
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(32, 126)), max_size=4)
    ):
        content[at] = value
    cut = content[: data.draw(st.integers(len(content) // 2, len(content)))]
    plan = read(tmp_path_factory.mktemp("dxf"), "dxf", bytes(cut))
    assert plan is None or isinstance(plan, RawPlan)


@QUICK
@given(content=st.binary(max_size=300), name=st.text(max_size=30))
def test_any_bytes_find_a_reader_or_a_refusal(content, name):
    try:
        key = reader_for(content, name).key
    except PlanUnreadableError:
        key = None
    assert key is None or key in READERS


@QUICK
@given(
    st.dictionaries(
        st.text(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
            max_leaves=5,
        ),
    )
)
def test_any_attribute_becomes_a_bounded_plain_value(values):
    row = clean_row(values.items(), Tally())
    for name, value in row.items():
        assert 0 < len(name) <= 255
        assert isinstance(value, (str, int, float, bool))
        assert json.loads(json.dumps(value)) == value
        json.dumps(value).encode()


@QUICK
@given(st.text())
def test_any_name_becomes_a_safe_file_name(name):
    safe = safe_name(name)
    assert safe
    assert not {"/", "\\", "\0"} & set(safe)
    assert safe not in {".", ".."}

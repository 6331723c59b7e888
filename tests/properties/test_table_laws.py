"""Whatever a table holds, its file brings the very same back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sbd_tool.app.rules import load_rules
from sbd_tool.app.table import arranged, grid_of
from sbd_tool.app.table_files import is_same_value, table_words, taken_table
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.project import Project
from sbd_tool.formats.table_csv import cell_of, parse_table, value_of

CATALOGUE = load_rules(None).catalogue
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["=1+1", "+1", "-2", "@x", "'", "''a", "007", "1,5", "true", "NaN", "\ta", ""]),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
)
NAMES = st.text(max_size=12).filter(lambda name: name != "sbd_id")


@given(value=VALUES, comma=st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_cell_reads_back_as_the_value_it_was_written_from(value, comma):
    cell = cell_of(value, has_decimal_comma=comma)
    if value == "":
        assert cell == ""
        return
    again = value_of(cell, has_decimal_comma=comma)
    assert type(again) is type(value)
    assert is_same_value(value, again)


@given(words=st.text(max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_words_become_a_formula(words):
    cell = cell_of(words)
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@")
    assert not cell.startswith(("\t", "\r", "\n"))


@given(
    rows=st.lists(st.dictionaries(NAMES, st.none() | VALUES, max_size=4), min_size=1, max_size=6),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
@settings(max_examples=150, deadline=None)
def test_a_whole_table_comes_back_without_any_change(rows, delimiter):
    layer = Layer(
        stamp=Stamp(id="l"),
        name="L",
        role=None,
        ids=tuple(f"f{number}" for number in range(len(rows))),
        geometry=as_geometry_array([None] * len(rows)),
        attributes=tuple(rows),
    )
    project = Project(id="p", title="T", crs="EPSG:3879", layers=(layer,))
    grid = grid_of(project, "l", CATALOGUE)
    keys = [column.key for column in grid.columns]
    words = table_words(grid, range(len(grid)), keys, delimiter=delimiter)
    table = parse_table(words)
    assert table.header == ("sbd_id", *keys)
    taken = taken_table(project, CATALOGUE, grid, table)
    assert taken.command is None
    assert [one for one in taken.refused if one.key != "table.csv.column_unknown"] == []


@given(
    values=st.lists(st.none() | VALUES, max_size=12),
    is_descending=st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_sorting_loses_no_row_and_shows_none_twice(values, is_descending):
    layer = Layer(
        stamp=Stamp(id="l"),
        name="L",
        role=None,
        ids=tuple(f"f{number}" for number in range(len(values))),
        geometry=as_geometry_array([None] * len(values)),
        attributes=tuple({"v": value} for value in values),
    )
    project = Project(id="p", title="T", crs="EPSG:3879", layers=(layer,))
    order = arranged(
        grid_of(project, "l", CATALOGUE), sort="v", is_descending=is_descending
    ).tolist()
    assert sorted(order) == list(range(len(values)))

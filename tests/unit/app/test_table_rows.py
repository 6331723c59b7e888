"""Tables of measures and layers: values, order, filter, edits, and files that come back."""

from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import Point

from sbd_tool.app.commands import SetLock
from sbd_tool.app.commands.rows import EditManyFeatures
from sbd_tool.app.history import History
from sbd_tool.app.language import load_words
from sbd_tool.app.rules import load_rules
from sbd_tool.app.table import MEASURES, Match, arranged, grid_of, match_of
from sbd_tool.app.table_columns import ABSENT, ColumnSort
from sbd_tool.app.table_edits import setting, typed_number, typed_value
from sbd_tool.app.table_files import export_table, import_table
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.layers import Layer, as_geometry_array
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.project import Project
from sbd_tool.domain.roles import Role

CATALOGUE = load_rules(None).catalogue
WORDS = {language: load_words(language) for language in ("en", "de")}
ROWS = (
    {"name": "Old oak", "height": 12.5, "is_protected": True, "lanes": 2},
    {"name": "=SUM(A1)", "height": 3.0, "note": 'a;b\n"c"', "lanes": 10},
    {"name": "007", "height": None, "is_protected": False},
    {"name": "ash", "lanes": 7},
)


def a_project() -> Project:
    names = tuple(f"t{number}" for number in range(len(ROWS)))
    trees = Layer(
        stamp=Stamp(id="trees"),
        name="Trees",
        role=Role.TREE,
        ids=names,
        geometry=as_geometry_array([Point(n, 0) for n in range(len(ROWS))]),
        attributes=ROWS,
    )
    rows = (
        Measure(
            stamp=Stamp(id="m1"),
            kind="bollards-rated-fixed",
            geometry=Point(0, 0),
            name="North",
            parameters={"clear_gap_m": 1.1},
        ),
        Measure(stamp=Stamp(id="m2"), kind="bollards-rated-fixed", geometry=Point(1, 0)),
        Measure(stamp=Stamp(id="m3"), kind="foot-patrols", geometry=None),
    )
    return Project(
        id="p", title="T", crs="EPSG:3879", layers=(trees,), measures={r.id: r for r in rows}
    )


PROJECT = a_project()
TREES = grid_of(PROJECT, "trees", CATALOGUE)
TAGGED = grid_of(PROJECT, MEASURES, CATALOGUE)


def ids(grid, rows):
    return [grid.ids[row] for row in rows]


def test_the_kinds_used_here_are_in_the_catalogue():
    assert all(measure.kind in CATALOGUE.measures for measure in PROJECT.measures.values())


def test_columns_of_a_layer_are_all_its_attributes_with_what_they_hold():
    found = {column.key: column.sort for column in TREES.columns}
    assert found == {
        "name": ColumnSort.WORDS,
        "height": ColumnSort.NUMBER,
        "is_protected": ColumnSort.YES_NO,
        "lanes": ColumnSort.NUMBER,
        "note": ColumnSort.WORDS,
    }


def test_columns_of_measures_are_their_fields_and_the_parameters_of_their_kinds():
    keys = [column.key for column in TAGGED.columns]
    assert keys[:3] == ["name", "kind", "state"]
    assert "clear_gap_m" in keys
    assert TAGGED.column("kind").is_editable is False
    assert TAGGED.rows[0]["clear_gap_m"] == 1.1
    assert TAGGED.rows[1]["clear_gap_m"] is not None
    assert "clear_gap_m" not in TAGGED.rows[2]


def test_numbers_are_sorted_as_numbers_and_rows_without_a_value_come_last():
    assert ids(TREES, arranged(TREES, sort="lanes")) == ["t0", "t3", "t1", "t2"]
    assert ids(TREES, arranged(TREES, sort="lanes", is_descending=True)) == [
        "t1",
        "t3",
        "t0",
        "t2",
    ]


def test_a_filter_finds_words_anywhere_or_takes_an_expression():
    assert match_of("oak") is Match.WORDS
    assert match_of("lanes > 5") is Match.EXPRESSION
    assert ids(TREES, arranged(TREES, wanted="OAK")) == ["t0"]
    assert ids(TREES, arranged(TREES, wanted="lanes > 5 and not (name = 'ash')")) == ["t1"]
    assert ids(TREES, arranged(TREES, only=frozenset({"t3", "t1"}), sort="name")) == ["t1", "t3"]
    with pytest.raises(InputError):
        arranged(TREES, wanted="lans > 5")


@pytest.mark.parametrize(
    ("words", "number"), [("1,5", 1.5), ("3", 3), ("\u22120.25", -0.25), ("1e5", None), ("a", None)]
)
def test_numbers_are_typed_with_comma_or_point(words, number):
    assert typed_number(words) == number


def test_typed_words_become_what_the_column_holds():
    assert typed_value(TREES.column("height"), "4", 3.0) == 4.0
    assert isinstance(typed_value(TREES.column("height"), "4", 3.0), float)
    assert typed_value(TREES.column("lanes"), "4", 2) == 4
    assert typed_value(TREES.column("is_protected"), "Ja") is True
    assert typed_value(TREES.column("name"), "42", "x") == "42"
    assert typed_value(TREES.column("name"), " ") == ABSENT
    for key, words in (("height", "tall"), ("is_protected", "perhaps")):
        with pytest.raises(InputError) as refused:
            typed_value(TREES.column(key), words)
        assert key in WORDS["en"](refused.value.what)


def test_one_value_for_many_rows_is_one_step_that_undo_takes_back_exactly():
    history = History(PROJECT)
    before = design_digest(PROJECT)
    column = TREES.column("height")
    made = setting(PROJECT, CATALOGUE, TREES, ("t0", "t2", "t3"), column=column, value=9.0)
    history.do(made.command)
    assert [row.get("height") for row in history.project.layers[0].attributes] == [9, 3, 9, 9]
    assert history.position == 1
    history.undo()
    assert design_digest(history.project) == before


def test_clearing_a_cell_takes_the_attribute_away():
    column = TREES.column("name")
    made = setting(PROJECT, CATALOGUE, TREES, ("t0",), column=column, value=ABSENT)
    assert "name" not in made.command.apply(PROJECT).layers[0].attributes[0]


def test_a_parameter_is_set_where_a_measure_has_it_and_the_others_are_counted():
    column = TAGGED.column("clear_gap_m")
    made = setting(PROJECT, CATALOGUE, TAGGED, tuple(TAGGED.ids), column=column, value=1.3)
    assert (made.rows, made.skipped) == (2, 1)
    after = made.command.apply(PROJECT).measures
    assert [after[name].parameters.get("clear_gap_m") for name in after] == [1.3, 1.3, None]
    assert after["m1"].parameter_evidence["clear_gap_m"] is Evidence.SURVEYED
    reset = setting(PROJECT, CATALOGUE, TAGGED, ("m1",), column=column, value=ABSENT)
    assert "clear_gap_m" not in reset.command.apply(PROJECT).measures["m1"].parameters


def test_a_value_out_of_range_and_a_fixed_column_are_refused_in_words():
    with pytest.raises(InputError):
        setting(PROJECT, CATALOGUE, TAGGED, ("m1",), column=TAGGED.column("clear_gap_m"), value=-5)
    with pytest.raises(InputError) as refused:
        setting(PROJECT, CATALOGUE, TAGGED, ("m1",), column=TAGGED.column("kind"), value="x")
    assert WORDS["de"](refused.value.what) == "Art lässt sich hier nicht ändern."


def test_rows_of_several_layers_change_in_one_step_and_an_unknown_one_stops_all():
    with pytest.raises(InputError):
        EditManyFeatures(attributes={"t0": {"a": 1}, "gone": {"a": 1}}).apply(PROJECT)
    same = EditManyFeatures().apply(PROJECT)
    assert same is PROJECT


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("grid", [TREES, TAGGED], ids=["layer", "measures"])
def test_a_table_comes_back_from_its_file_without_any_change(grid, delimiter, tmp_path: Path):
    path = tmp_path / "table.csv"
    export_table(grid, range(len(grid)), path, delimiter=delimiter)
    taken = import_table(PROJECT, CATALOGUE, grid, path)
    assert taken.command is None
    assert taken.refused == ()


def test_no_cell_of_a_file_begins_like_a_formula(tmp_path: Path):
    path = tmp_path / "table.csv"
    export_table(TREES, range(len(TREES)), path)
    assert "'=SUM(A1)" in path.read_text(encoding="utf-8-sig")
    assert ",=SUM" not in path.read_text(encoding="utf-8-sig")


def edited_file(tmp_path: Path, grid, *changes: tuple[str, str]) -> Path:
    path = tmp_path / "table.csv"
    export_table(grid, range(len(grid)), path)
    words = path.read_text(encoding="utf-8-sig")
    for old, new in changes:
        assert old in words
        words = words.replace(old, new, 1)
    path.write_text(words, encoding="utf-8-sig", newline="")
    return path


def test_edits_in_the_file_are_taken_and_nothing_else(tmp_path: Path):
    path = edited_file(tmp_path, TREES, ("12.5", "13"), ("ash", "'=ash"), ("true", ""))
    taken = import_table(PROJECT, CATALOGUE, TREES, path)
    assert (taken.rows, taken.cells, taken.refused_count) == (2, 3, 0)
    after = taken.command.apply(PROJECT).layers[0].attributes
    assert after[0] == {"name": "Old oak", "height": 13, "lanes": 2}
    assert after[3] == {"name": "=ash", "lanes": 7}
    assert after[1:3] == ROWS[1:3]


def test_what_is_not_taken_is_told_row_by_row(tmp_path: Path):
    path = edited_file(tmp_path, TREES, ("t3", "nobody"), ("12.5", "14"))
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write("t1,Twice,1,,,\r\n")
    project = replace(PROJECT, locked=("t0",))
    taken = import_table(project, CATALOGUE, TREES, path)
    told = [WORDS["en"](sentence) for sentence in taken.refused]
    assert taken.command is None
    assert [line.split(":")[0] for line in told] == ["Row 2", "Row 5", "Row 6"]
    assert "locked" in told[0]
    assert "nobody" in told[1]


def test_a_measure_takes_what_it_accepts_and_tells_the_rest(tmp_path: Path):
    path = edited_file(
        tmp_path, TAGGED, ("1.1", "1.25"), ("proposed", "existing"), (",plan,", ",hearsay,")
    )
    taken = import_table(PROJECT, CATALOGUE, TAGGED, path)
    assert taken.refused_count == 1
    assert "hearsay" in WORDS["en"](taken.refused[0])
    measure = taken.command.apply(PROJECT).measures["m1"]
    assert measure.parameters["clear_gap_m"] == 1.25
    assert measure.state is MeasureState.EXISTING
    assert measure.stamp.evidence is Evidence.PLAN


def test_a_fixed_column_may_stay_but_not_change(tmp_path: Path):
    path = edited_file(tmp_path, TAGGED, ("bollards-rated-fixed", "foot-patrols"))
    taken = import_table(PROJECT, CATALOGUE, TAGGED, path)
    assert taken.command is None
    assert WORDS["en"](taken.refused[0]).startswith("Column Kind cannot be edited")


def test_a_locked_row_stops_an_edit_of_many(tmp_path: Path):
    history = History(PROJECT)
    history.do(SetLock(object_ids=("t0",)))
    made = setting(
        history.project, CATALOGUE, TREES, ("t0", "t1"), column=TREES.column("lanes"), value=3
    )
    with pytest.raises(InputError):
        history.do(made.command)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "no row of column names"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"a,b\r\n1,2\r\n", "no column sbd_id"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_words(raw, kind, tmp_path: Path):
    path = tmp_path / "odd.csv"
    path.write_bytes(raw)
    with pytest.raises(InputError) as refused:
        import_table(PROJECT, CATALOGUE, TREES, path)
    assert kind in WORDS["en"](refused.value.what)

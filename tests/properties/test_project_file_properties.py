"""Laws of the project file: whatever a project holds, saving and opening gives it back."""

import random
from dataclasses import replace

import hypothesis.strategies as st
from hypothesis import given, settings
from shapely.geometry import LineString, MultiPolygon, Point, box

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.session import Session
from sbd_tool.domain.changelog import DO, LogEntry, LoggedRow
from sbd_tool.domain.delta import difference, patched
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Layer, Level, RoleOrigin, Source, as_geometry_array
from sbd_tool.domain.measures import CostBand, Measure, MeasureState
from sbd_tool.domain.project import Answer, Note, Option, Project, Rules
from sbd_tool.domain.records import Record
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.formats.project_file import project_bytes, project_from_bytes
from tests.campaigns.actions import random_annotation, random_project, random_step, surroundings

words = st.text(max_size=12)
metres = st.floats(-1e7, 1e7, allow_nan=False)
names = st.uuids().map(str)
points = st.builds(Point, metres, metres) | st.builds(Point, metres, metres, metres)
lines = st.lists(st.tuples(metres, metres), min_size=2, max_size=5).map(LineString)
areas = st.builds(lambda x, y: box(x, y, x + 3, y + 2), metres, metres)
many = st.builds(lambda one: MultiPolygon([one]), areas)
shapes = points | lines | areas | many
values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | words
attributes = st.dictionaries(words, values, max_size=4)
stamps = st.builds(
    Stamp,
    id=names,
    time_states=st.none() | st.lists(words, max_size=2).map(tuple),
    marking=st.none() | st.just("TLP:AMBER"),
    evidence=st.sampled_from(Evidence),
    author=words,
    created=words,
    changed=words,
)
measures = st.builds(
    Measure,
    stamp=stamps,
    kind=words,
    geometry=st.none() | shapes,
    state=st.sampled_from(MeasureState),
    name=words,
    parameters=attributes,
    parameter_evidence=st.dictionaries(words, st.sampled_from(Evidence), max_size=2),
    note=words,
    cost_band=st.sampled_from(CostBand),
    plan_feature=words,
)
answers = st.builds(
    Answer, stamp=stamps, key=words, value=words | st.booleans() | metres, method=words
)
annotations = st.builds(
    lambda seed, stamp, words: replace(random_annotation(random.Random(seed), stamp), words=words),
    st.integers(0, 10**6),
    stamps,
    words,
)
notes = st.builds(
    Note,
    stamp=stamps,
    words=words,
    x_m=st.none() | metres,
    y_m=st.none() | metres,
    objects=st.lists(words, max_size=2).map(tuple),
)
findings = st.builds(
    Finding,
    key=words,
    severity=st.sampled_from(Severity),
    sentence=st.builds(
        lambda said, size: text("a.b", said=literal(said), size=Quantity(size, "m", 2)),
        words,
        metres,
    ),
    is_open=st.booleans(),
)


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    rows = draw(
        st.lists(st.tuples(names, shapes, attributes), max_size=5, unique_by=lambda r: r[0])
    )
    return Layer(
        stamp=draw(stamps),
        name=draw(words),
        role=draw(st.none() | st.sampled_from(Role)),
        role_origin=draw(st.sampled_from(RoleOrigin)),
        role_confidence=draw(st.floats(0, 1)),
        ids=tuple(row[0] for row in rows),
        geometry=as_geometry_array([row[1] for row in rows]),
        attributes=tuple(row[2] for row in rows),
        level=draw(st.sampled_from(Level)),
        source=Source(name=draw(words), sha256=draw(words)),
        accuracy_m=draw(st.none() | metres),
        is_visible=draw(st.booleans()),
        opacity=draw(st.floats(0, 1)),
    )


def by_id(rows: list) -> dict:
    return {row.id: row for row in rows}


trees = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | metres | words,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple) | st.dictionaries(words, inner, max_size=3)
    ),
    max_leaves=8,
)
records = st.builds(
    Record, stamp=stamps, kind=words, content=st.dictionaries(words, trees, max_size=3)
)
projects = st.builds(
    Project,
    id=names,
    title=words,
    crs=st.sampled_from(("EPSG:3879", "EPSG:25832", "not a system", "")),
    square=words,
    layers=st.lists(layers(), max_size=3, unique_by=lambda row: row.id).map(tuple),
    measures=st.lists(measures, max_size=4).map(by_id),
    answers=st.lists(answers, max_size=3).map(by_id),
    notes=st.lists(notes, max_size=3).map(by_id),
    annotations=st.lists(annotations, max_size=4).map(by_id),
    records=st.lists(records, max_size=3).map(by_id),
    options=st.just((Option(key="base", name="Base"), Option(key="b", name="B", parent="base"))),
    rules=st.builds(
        Rules,
        rubric_overrides=st.dictionaries(words, st.tuples(metres, words, words), max_size=2),
        catalogue_overlay=words,
        threats=st.lists(words, max_size=2).map(tuple),
    ),
    findings=st.lists(findings, max_size=2).map(tuple),
    catalogue_edition=words,
)


@settings(max_examples=60, deadline=None)
@given(projects)
def test_a_saved_project_opens_as_it_was(project):
    found = project_from_bytes(project_bytes(project))
    assert found.notices == ()
    assert design_digest(found.project) == design_digest(project)
    assert list(found.project.measures) == list(project.measures), "order is content"
    assert list(found.project.annotations) == list(project.annotations)
    assert found.project.records == project.records


@settings(max_examples=20, deadline=None)
@given(projects)
def test_the_same_project_gives_the_same_bytes(project):
    raw = project_bytes(project)
    assert project_bytes(project) == raw
    assert project_bytes(project_from_bytes(raw).project) == raw


@settings(max_examples=40, deadline=None)
@given(projects, projects)
def test_the_difference_of_two_projects_turns_one_into_the_other(one, other):
    before = design_digest(one)
    assert design_digest(patched(one, difference(one, other))) == design_digest(other)
    assert design_digest(one) == before, "neither is changed by it"


@settings(max_examples=30, deadline=None)
@given(projects, st.lists(st.tuples(words, words, attributes), max_size=3))
def test_the_history_comes_back_with_every_predecessor(project, touched):
    rows = tuple(LoggedRow(table, row, before) for table, row, before in touched)
    entry = LogEntry(
        id="e", when="2026-01-01T00:00:00Z", author="Ü", action=DO, command="c", label=text("a"),
        rows=rows,
    )  # fmt: skip
    assert project_from_bytes(project_bytes(project, (entry,))).log == (entry,)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_a_project_after_any_actions_is_saved_with_its_history(seed):
    rng, around = random.Random(seed), surroundings(seed)
    session = Session(random_project(rng, CountedIds(seed + 1)), around)
    for _ in range(20):
        random_step(rng, session, around)
    found = project_from_bytes(project_bytes(session.project, session.log))
    assert design_digest(found.project) == design_digest(session.project)
    assert found.log == session.log

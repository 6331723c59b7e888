"""Two or three sides work apart and are merged, whoever does it: nothing lost or orphaned."""

import random

from sbd_tool.app.clock import CountedIds
from sbd_tool.app.session import Session
from sbd_tool.domain.delta import Delta, difference, project_fields
from sbd_tool.domain.merge import merged
from sbd_tool.domain.merge.rows import PlainRows
from sbd_tool.domain.project import Project
from tests.campaigns.actions import random_project, random_step, surroundings

_ROWS = ("measures", "answers", "notes", "photos", "annotations", "luminaires", "records")


def content(project: Project) -> dict[str, object]:
    """Everything a project holds, without the order of its rows."""
    rows = PlainRows(project)
    found: dict[str, object] = {
        table: {key: rows.row(table, key) for key in getattr(project, table)} for table in _ROWS
    }
    for layer in project.layers:
        table = f"features/{layer.id}"
        found[table] = {key: rows.row(table, key) for key in layer.ids}
        found[f"layer {layer.id}"] = rows.row("layers", layer.id)
    for under in project.underlays:
        found[f"underlay {under.id}"] = rows.row("underlays", under.id)
    fields = project_fields(project)
    for name in ("locked", "options", "time_states", "bookmarks", "findings"):
        fields[name] = sorted(map(str, fields[name]))  # type: ignore[arg-type]
    return {**found, "project": fields, "blobs": set(project.blobs)}


def grown(seed: int, base: Project, steps: int) -> Project:
    """A copy after random steps of one person."""
    rng = random.Random(seed)
    around = surroundings(seed)
    session = Session(base, around)
    for _ in range(steps):
        random_step(rng, session, around)
    return session.project


def one(seed: int) -> dict[str, int]:
    """One history; raises AssertionError where a law breaks."""
    rng = random.Random(seed)
    base = random_project(rng, CountedIds(seed + 1_000_000))
    sides = [
        grown(seed * 10 + number + 10**8, base, rng.randint(0, 14))
        for number in range(rng.choice((2, 2, 3)))
    ]
    changes = [difference(base, side) for side in sides]
    orders = [list(range(len(sides))), list(range(len(sides)))[::-1]]
    ends, conflicts = [], 0
    for order in orders:
        project = sides[order[0]]
        for number in order[1:]:
            found = merged(project, changes[number])
            conflicts += len(found.conflicts)
            project = found.project
        ends.append(project)
    if not conflicts:
        assert content(ends[0]) == content(ends[1]), f"order matters, seed {seed}"
        again = merged(ends[0], changes[-1])
        assert content(again.project) == content(ends[0]), f"twice is not once, seed {seed}"
        _nothing_lost(ends[0], changes, seed)
    for project in ends:
        shown = {photo.blob for photo in project.photos.values()}
        shown |= {under.blob for under in project.underlays}
        assert shown <= set(project.blobs), f"an orphan, seed {seed}"
    return {"rows": sum(len(delta.rows) for delta in changes), "conflicts": conflicts}


def _nothing_lost(project: Project, changes: list[Delta], seed: int) -> None:
    """Every row that one side alone made or changed stands as that side left it."""
    rows = PlainRows(project)
    touched: dict[tuple[str, str], int] = {}
    for delta in changes:
        for row in delta.rows:
            touched[row.table, row.id] = touched.get((row.table, row.id), 0) + 1
    for delta in changes:
        for row in delta.rows:
            if touched[row.table, row.id] == 1 and row.table not in {"project", "blobs"}:
                now = rows.row(row.table, row.id)
                assert now == row.after, f"{row.table} {row.id} lost, seed {seed}"


def run(seed: int, cases: int) -> dict[str, object]:
    """The campaign; its worst case is the history with most conflicts."""
    done, failures = [], []
    for number in range(cases):
        try:
            done.append(one(seed + number))
        except AssertionError as failure:
            failures.append(str(failure)[:200])
    return {
        "rows": sum(case["rows"] for case in done),
        "with_conflicts": sum(bool(case["conflicts"]) for case in done),
        "worst": max(done, key=lambda case: case["conflicts"]),
        "failures": failures,
    }

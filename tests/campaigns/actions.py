"""Random projects and random actions, the same for the same seed."""

import hashlib
import random
from collections.abc import Callable
from datetime import UTC, datetime

from shapely.affinity import translate
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from sbd_tool.app import commands as c
from sbd_tool.app.clock import CountedIds, FixedClock
from sbd_tool.app.commands.rows import EditManyFeatures
from sbd_tool.app.session import Session
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.annotations import Annotation, AnnotationKind, Tone
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layers import Layer, Source, Underlay, as_geometry_array
from sbd_tool.domain.luminaire_files import LuminaireFile
from sbd_tool.domain.measured import Quantum
from sbd_tool.domain.measures import CostBand, Measure, MeasureState
from sbd_tool.domain.project import Note, Option, Photo, Project, TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal, text
from tests.campaigns.looks import look_of_layer, named_view

CLOCK = FixedClock(datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC))
KINDS = ("bollard", "planter", "bench", "lamp", "camera", "foot-patrols")


def surroundings(seed: int, store: object = None) -> Surroundings:
    """Clock, ids and author of a run that can be repeated."""
    return Surroundings(CLOCK, CountedIds(seed), store, "Planner Ü")  # type: ignore[arg-type]


def random_project(rng: random.Random, ids: CountedIds) -> Project:
    """A project with a square, some layers, an underlay and findings."""
    layers = [random_layer(rng, ids) for _ in range(rng.randint(1, 4))]
    square_layer = Layer(
        stamp=Stamp(id=ids.new_id()),
        name="Square",
        role=Role.SITE_BOUNDARY,
        ids=(square := ids.new_id(),),
        geometry=as_geometry_array([box(0, 0, 100, 80)]),
        attributes=({"name": "Fictional Square"},),
    )
    picture = rng.randbytes(200)
    blob = hashlib.sha256(picture).hexdigest()
    return Project(
        id=ids.new_id(),
        title=rng.choice(("Market", "Hafenplatz", "Piazza 'x'; --")),
        crs="EPSG:3879",
        square=square,
        layers=(*layers, square_layer),
        underlays=(
            Underlay(
                stamp=Stamp(id=ids.new_id()),
                name="Aerial",
                blob=blob,
                media_type="image/png",
                width_px=4,
                height_px=4,
                transform=(1.0, 0.0, 0.0, -1.0, 0.0, 80.0),
                source=Source(name="aerial.tif"),
            ),
        ),
        findings=(
            Finding(
                key="ingest.repaired",
                severity=Severity.INFO,
                sentence=text("ingest.repaired", count=3, layer=literal("Kerbs")),
            ),
        ),
        blobs={blob: picture},
        catalogue_edition="2026.1",
    )


def random_layer(rng: random.Random, ids: CountedIds) -> Layer:
    """A layer of points, lines and areas with awkward attributes."""
    count = rng.randint(0, 12)
    return Layer(
        stamp=Stamp(id=ids.new_id(), author="import", created="2026-01-01T00:00:00Z"),
        name=rng.choice(("Buildings", "Straßen", 'layer "0"', "Kerbs")),
        role=rng.choice((None, Role.BUILDING, Role.KERB)),
        role_confidence=rng.random(),
        ids=tuple(ids.new_id() for _ in range(count)),
        geometry=as_geometry_array([random_geometry(rng) for _ in range(count)]),
        attributes=tuple(random_attributes(rng) for _ in range(count)),
    )


def random_geometry(rng: random.Random) -> BaseGeometry:
    """A point, a line or an area within the square."""
    x, y = rng.uniform(0, 90), rng.uniform(0, 70)
    return rng.choice(
        (
            Point(x, y),
            Point(x, y, 3.5),
            LineString([(x, y), (x + 5, y + rng.random()), (x + 9, y)]),
            Polygon([(x, y), (x + 4, y), (x + 4, y + 3)]),
        )
    )


def random_attributes(rng: random.Random) -> dict[str, object]:
    """Attributes of every type, under names that files really carry."""
    values = (None, True, 7, 2.5, "yes", "Ünïcode \u202e \0", 2**70, "")
    names = ("name", "height", "geom", "fid", "addr:street", "Ä b", "uuid")
    return {rng.choice(names): rng.choice(values) for _ in range(rng.randint(0, 4))}


def random_command(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    """One action that the project, as it stands, accepts."""
    while True:
        made = rng.choice(_MAKERS)(rng, project, around)
        if made is not None:
            return made


def random_step(rng: random.Random, session: Session, around: Surroundings) -> None:
    """Do, undo, redo or jump."""
    roll = rng.random()
    if roll < 0.15:
        session.undo()
    elif roll < 0.25:
        session.redo()
    elif roll < 0.28:
        session.jump(rng.randint(0, session.history.position + 2))
    else:
        session.do(random_command(rng, session.project, around))


def _some(rng: random.Random, rows: object) -> str | None:
    keys = list(rows)  # type: ignore[call-overload]
    return rng.choice(keys) if keys else None


def _add(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    measures = tuple(
        Measure(
            stamp=around.stamp(rng.choice(list(Evidence))),
            kind=(kind := rng.choice(KINDS)),
            geometry=None if kind == "foot-patrols" else random_geometry(rng),
            state=rng.choice(list(MeasureState)),
            parameters={"clear_gap_m": round(rng.uniform(0.8, 2), 3), "height_m": 1},
            cost_band=rng.choice(list(CostBand)),
        )
        for _ in range(rng.randint(1, 3))
    )
    return c.AddMeasures(measures=measures, by=around.by())


def _move(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    drawn = {key for key, row in project.measures.items() if row.geometry is not None}
    key = _some(rng, sorted(drawn))
    if key is None:
        return None
    shape = translate(project.measures[key].geometry, rng.uniform(-2, 2), rng.uniform(-2, 2))
    drag = rng.choice(("", "drag"))
    return c.MoveMeasure(measure_id=key, geometry=shape, drag=drag, by=around.by())


def _edit(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    keys = [key for key in project.measures if rng.random() < 0.5]
    if not keys:
        return None
    return c.EditMeasures(
        measure_ids=tuple(keys),
        state=rng.choice((None, *MeasureState)),
        name=rng.choice((None, "Poller", "")),
        note=rng.choice((None, "line\nbreak")),
        evidence=rng.choice((None, Evidence.SEEN)),
        marking=rng.choice((None, "", "TLP:AMBER")),
        parameters={"height_m": rng.choice((0.9, 1.2, True, "rated", None))},
        reset_parameters=rng.choice(((), ("clear_gap_m",))),
        by=around.by(),
    )


def _delete(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    key = _some(rng, project.measures)
    return None if key is None else c.DeleteMeasures(measure_ids=(key,), by=around.by())


def _duplicate(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    key = _some(rng, project.measures)
    if key is None:
        return None
    new = around.ids.new_id()
    return c.DuplicateMeasures(measure_ids=(key,), new_ids=(new,), by=around.by())


def _answer(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    return c.SetAnswer(
        question=rng.choice(("O14", "P05", "seen_none:wall", "practice:foot-patrols")),
        value=rng.choice((True, False, 0.5, 12.0, "some", "none")),
        new_id=around.ids.new_id(),
        evidence=rng.choice(list(Evidence)),
        time_states=rng.choice((None, ("ordinary",))),
        by=around.by(),
    )


def _unanswer(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    key = _some(rng, project.answers)
    return None if key is None else c.RemoveAnswer(answer_id=key, by=around.by())


def _note(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    key = _some(rng, project.notes)
    if key is not None and rng.random() < 0.5:
        place = rng.choice((None, (1.0, 2.0)))
        return c.EditNote(note_id=key, words=f"neu {rng.random()}", place_m=place, by=around.by())
    if key is not None and rng.random() < 0.3:
        return c.DeleteNote(note_id=key, by=around.by())
    note = Note(stamp=around.stamp(), words="Dark corner “hier”", x_m=rng.choice((None, 3.0)))
    return c.AddNote(note=note, by=around.by())


def random_annotation(rng: random.Random, stamp: Stamp) -> Annotation:
    """An annotation of any kind with a shape that fits it."""
    kind = rng.choice(list(AnnotationKind))
    x, y = rng.uniform(0, 90), rng.uniform(0, 70)
    line = LineString([(x, y), (x + 3, y + rng.random()), (x + 6, y + 4)])
    quantum = rng.choice(list(Quantum)) if kind is AnnotationKind.DIMENSION else None
    shape = Point(x, y) if kind is AnnotationKind.TEXT else line
    return Annotation(
        stamp=stamp,
        kind=kind,
        geometry=box(x, y, x + 4, y + 3) if quantum is Quantum.AREA else shape,
        words=rng.choice(("Hier “eng”", "two\nlines", "<b>&amp;")),
        quantum=quantum,
        accuracy_m=rng.choice((None, 0.05)) if quantum else None,
        tone=rng.choice(list(Tone)),
    )


def _annotation(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    keys = [key for key in project.annotations if rng.random() < 0.5]
    if keys and rng.random() < 0.6:
        row = project.annotations[keys[0]]
        moved = translate(row.geometry, rng.uniform(-2, 2), rng.uniform(-2, 2))
        return rng.choice(
            (
                c.EditAnnotations(
                    annotation_ids=tuple(keys),
                    words=rng.choice((None, "anders")),
                    tone=rng.choice((None, *Tone)),
                    marking=rng.choice((None, "", "TLP:CLEAR")),
                    reason="steht auf jedem Plan",
                    is_visible=rng.choice((None, True, False)),
                    by=around.by(),
                ),
                c.MoveAnnotation(
                    annotation_id=row.id,
                    geometry=moved,
                    drag=rng.choice(("", "drag")),
                    by=around.by(),
                ),
                c.DeleteAnnotations(annotation_ids=tuple(keys), by=around.by()),
            )
        )
    made = tuple(random_annotation(rng, around.stamp()) for _ in range(rng.randint(1, 2)))
    return c.AddAnnotations(annotations=made, by=around.by())


def _photo(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    picture = bytes([rng.randint(0, 5)]) * 50
    photo = Photo(
        stamp=around.stamp(Evidence.SEEN),
        blob=hashlib.sha256(picture).hexdigest(),
        media_type="image/jpeg",
        x_m=1.5,
        y_m=2.5,
    )
    return c.AddPhoto(photo=photo, picture=picture, by=around.by())


def _luminaire(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    key = _some(rng, project.luminaires)
    if key is not None and rng.random() < 0.3:
        return c.RemoveLuminaire(luminaire_id=key, by=around.by())
    taken = [one.key for one in project.luminaires.values()]
    name = next(f"lamp-{n}" for n in range(len(taken) + 1) if f"lamp-{n}" not in taken)
    made = LuminaireFile(
        stamp=around.stamp(Evidence.SURVEYED),
        key=name,
        title="Laterne Ü",
        file_name="a.ldt",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        c_deg=(0.0, 90.0),
        gamma_deg=(0.0, 45.0, 90.0),
        intensity=((rng.random() + 0.1, 1.0, 0.0), (2.0, 1 / 3, 0.0)),
        is_absolute=False,
        flux_lm=rng.choice((None, 2000.0)),
    )
    known = project.luminaires[key] if key is not None and rng.random() < 0.5 else made
    things = [*project.measures, *(row for layer in project.layers for row in layer.ids)]
    lamps = tuple(rng.sample(things, min(len(things), rng.randint(0, 3))))
    return c.AttachLuminaire(luminaire=known, lamp_ids=lamps, by=around.by())


def _layer(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    key = _some(rng, [row.id for row in (*project.layers, *project.underlays)])
    is_underlay = key in {row.id for row in project.underlays}
    if key is None:
        return None
    return rng.choice(
        (
            c.SetLayer(layer_id=key, opacity=round(rng.random(), 2), by=around.by()),
            c.SetLayer(layer_id=key, is_visible=rng.random() < 0.5, by=around.by()),
            c.SetLayer(layer_id=key, position=rng.randint(0, 4), by=around.by()),
            c.SetLayer(layer_id=key, name=f"Layer {rng.randint(0, 9)}", by=around.by()),
            c.SetLayer(layer_id=key, role=None if is_underlay else Role.WALL, by=around.by()),
        )
    )


def _rows(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    keys = [key for layer in project.layers for key in layer.ids if rng.random() < 0.4]
    if not keys:
        return None
    values = {key: random_attributes(rng) for key in keys}
    dropped = {key: ("height",) for key in keys if rng.random() < 0.3}
    return EditManyFeatures(attributes=values, dropped=dropped, by=around.by())  # type: ignore[arg-type]


def _confirm(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    keys = tuple(layer.id for layer in project.layers if layer.role is not None)
    return c.ConfirmRoles(layer_ids=keys, by=around.by()) if keys else None


def _layers(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    key = _some(rng, [row.id for row in (*project.layers, *project.underlays)])
    if key is not None and rng.random() < 0.3:
        return c.RemoveLayer(layer_id=key, by=around.by())
    if len(project.layers) > 8:
        return None
    ids = around.ids
    layer = random_layer(rng, ids)  # type: ignore[arg-type]
    return c.AddLayers(layers=(layer,), by=around.by())


def _feature(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    keys = [key for layer in project.layers for key in layer.ids]
    key = _some(rng, keys)
    if key is None:
        return None
    return rng.choice(
        (
            c.SetFeatureGeometry(feature_id=key, geometry=random_geometry(rng), by=around.by()),
            c.EditFeatureAttributes(
                feature_ids=(key,),
                attributes=random_attributes(rng),  # type: ignore[arg-type]
                dropped=("name",),
                by=around.by(),
            ),
        )
    )


def _square(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    areas = [
        row_id
        for layer in project.layers
        for row_id, shape in zip(layer.ids, layer.geometry, strict=True)
        if shape.geom_type == "Polygon"
    ]
    key = _some(rng, areas)
    return None if key is None else c.PickSquare(feature_id=key, by=around.by())


def _project(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    number = len(project.options) + len(project.time_states)
    return rng.choice(
        (
            c.RenameProject(title=f"Platz {rng.randint(0, 99)}", by=around.by()),
            c.SetRules(
                rubric_overrides={"indicators.O01.weight": (rng.randint(0, 9), "a reason")},
                threats=("vehicle",),
                by=around.by(),
            ),
            c.AddOption(option=Option(key=f"o{number}", name="B", parent="base"), by=around.by()),
            c.AddTimeState(time_state=TimeState(key=f"t{number}", name="Market"), by=around.by()),
        )
    )


_Maker = Callable[[random.Random, Project, Surroundings], c.Command | None]
_MAKERS: tuple[_Maker, ...] = (
    _add,
    _add,
    _move,
    _move,
    _edit,
    _delete,
    _duplicate,
    _answer,
    _unanswer,
    _note,
    _annotation,
    _photo,
    _luminaire,
    _layer,
    _rows,
    look_of_layer,
    named_view,
    _confirm,
    _layers,
    _feature,
    _square,
    _project,
)

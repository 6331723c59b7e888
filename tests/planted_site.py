"""A square in which everything that may not be told says so: each secret is a word of its own."""

import hashlib
import io
import itertools
from dataclasses import replace

from PIL import Image, PngImagePlugin
from shapely.affinity import translate
from shapely.geometry import LineString, Point

from sbd_tool.app.clock import FixedClock
from sbd_tool.app.samples import build_sample, sample
from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.bookmarks import Bookmark
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layer_style import LayerStyle, Scheme, StyleClass
from sbd_tool.domain.layers import Layer, RoleOrigin, Source, Underlay, as_geometry_array
from sbd_tool.domain.measured import Quantum
from sbd_tool.domain.measures import CostBand, Measure, MeasureState
from sbd_tool.domain.project import Answer, Note, Option, Photo, Project, Rules, TimeState
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import literal

BARRIERS = ("bollards-rated-fixed", "rated-planters", "modular-mobile-barrier")
GATES = ("bollards-retractable", "controlled-vehicle-inclusion")
CAMERAS = ("cctv-overview", "cctv-recognition")
ROUNDS = ("foot-patrols", "private-guards", "armed-presence", "response-plan-exercise")


class Planter:
    """Hands out secrets and remembers where each one was put."""

    def __init__(self):
        self.secrets: dict[str, str] = {}
        self.places: dict[str, tuple[float, float]] = {}
        self._turns = itertools.count(10)

    def word(self, where):
        made = f"Qz{next(self._turns)}{hashlib.sha256(where.encode()).hexdigest()[:5]}Xk"
        self.secrets[where] = made
        return made

    def put(self, where, x, y):
        self.places[where] = (x, y)
        return Point(x, y)


def planted() -> tuple[Project, Planter]:
    """The market square with secrets everywhere, and the list of them."""
    plant = Planter()
    base = build_sample(sample("market-square"), clock=FixedClock())
    west, south, *_ = base.feature(base.square)[1].geometry.bounds
    layers = (
        *(_opened(layer, plant) for layer in base.layers),
        *_secret_layers(plant, west, south),
    )
    measures = {
        **{key: _opened_measure(measure, plant) for key, measure in base.measures.items()},
        **{measure.id: measure for measure in _secret_measures(plant, west, south)},
    }
    picture = _picture(plant)
    blob = hashlib.sha256(picture).hexdigest()
    photo = _photo(plant)
    project = replace(
        base,
        layers=layers,
        measures=measures,
        underlays=(*base.underlays, _underlay(plant, blob, west, south)),
        blobs={**base.blobs, blob: picture, hashlib.sha256(photo).hexdigest(): photo},
        answers={**base.answers, **dict(_answers(plant))},
        bookmarks=(
            Bookmark(
                id=plant.word("bookmark id"),
                name=plant.word("bookmark"),
                x_m=west + 1,
                y_m=south + 1,
                scale=500.0,
            ),
        ),
        notes={"note-1": _note(plant, west, south)},
        annotations={row.id: row for row in _annotations(plant, west, south)},
        photos={"photo-1": _taken(plant, photo, west, south)},
        options=(*base.options, Option(key=plant.word("option key"), name=plant.word("option"))),
        time_states=(
            *base.time_states,
            TimeState(key=plant.word("state key"), name=plant.word("state")),
        ),
        rules=Rules(
            rubric_overrides={"floors.O01": (20, plant.word("reason"), plant.word("rule author"))},
            catalogue_overlay=(
                "edition: City\nmeasures:\n- {id: night-closure, confidence: low, "
                f"reason: {plant.word('overlay')}}}\n"
            ),
            threats=("ramming",),
        ),
        findings=(
            *base.findings,
            Finding(
                key="ingest.planted",
                severity=Severity.WARNING,
                sentence=literal(plant.word("import finding")),
                remedy=literal(plant.word("import remedy")),
                layer=plant.word("import file"),
                ledgers=("openness",),
            ),
        ),
    )
    return project, plant


def _stamp(plant, where, **more):
    return Stamp(
        id=plant.word(f"{where} id"),
        author=plant.word(f"{where} author"),
        created=f"2019-03-17T04:05:06.{plant.word(f'{where} created')}Z",
        changed=f"2019-03-17T07:08:09.{plant.word(f'{where} changed')}Z",
        **more,
    )


def _opened(layer, plant):
    """A layer of the plan as a surveyor might hand it in: remarks in every corner."""
    key = plant.word(f"attribute key of {layer.name}")
    rows = tuple(
        {**row, key: plant.word("attribute value") if place == 0 else 1, "surface": "Secret ALPHA"}
        for place, row in enumerate(layer.attributes)
    )
    plant.secrets["tag value"] = "Secret ALPHA"
    return replace(
        layer,
        name=plant.word("layer name"),
        group=plant.word("layer group"),
        attributes=rows,
        style=_style(layer, key, plant),
        source=Source(
            name=f"{plant.word('file')}.dxf",
            sha256=hashlib.sha256(plant.word("digest").encode()).hexdigest(),
            layer=plant.word("source layer"),
            licence="CC0 drawn for the test",
        ),
        stamp=replace(layer.stamp, author=plant.word("layer author")),
    )


def _style(layer, key, plant):
    """Colours by what must not be told: the attribute, or values of one that may be."""
    is_even = len(layer.ids) % 2 == 0
    shown = plant.word(f"style value of {layer.name}")
    return LayerStyle(
        label=key,
        scheme=Scheme.CATEGORIES,
        by=key if is_even else "surface",
        classes=(
            StyleClass(colour="#cc79a7", value=shown),
            StyleClass(colour="#0072b2", value="Secret ALPHA"),
        ),
    )


def _opened_measure(measure, plant):
    stamp = replace(
        measure.stamp, author=plant.word("author"), created=plant.word("time"), changed="x"
    )
    return replace(
        measure,
        stamp=stamp,
        note=plant.word("note"),
        parameters={**measure.parameters, plant.word("parameter key"): plant.word("parameter")},
    )


def _secret_layers(plant, west, south):
    for turn, role in enumerate(
        (Role.CAMERA, Role.BARRIER, Role.GATE, Role.INCIDENT, Role.NO_DIG, None)
    ):
        what = f"{role or 'unsorted'} layer"
        place = plant.put(what, west + 11.37 + turn * 3.01, south + 17.43 + turn * 2.03)
        yield Layer(
            stamp=_stamp(plant, what),
            name=plant.word(f"{what} name"),
            role=role,
            role_origin=RoleOrigin.CONFIRMED,
            role_confidence=1.0,
            ids=(plant.word(f"{what} feature id"),),
            geometry=as_geometry_array([place]),
            attributes=(
                {
                    "name": plant.word(f"{what} feature name"),
                    "rating": plant.word(f"{what} rating"),
                    plant.word(f"{what} key"): plant.word(f"{what} value"),
                },
            ),
            source=Source(name=plant.word(f"{what} file"), sha256="5e" * 32),
        )


def _secret_measures(plant, west, south):
    for turn, kind in enumerate((*BARRIERS, *GATES, *CAMERAS, *ROUNDS)):
        yield _secret_measure(plant, kind, turn, west, south)
    raised = _secret_measure(plant, "seating-edge", 20, west, south)
    yield replace(raised, stamp=replace(raised.stamp, marking="TLP:RED"))
    other = _secret_measure(plant, "seating-edge", 22, west, south)
    yield replace(other, stamp=replace(other.stamp, option="later"))
    night = _secret_measure(plant, "seating-edge", 24, west, south)
    yield replace(night, stamp=replace(night.stamp, time_states=("night",)))


def _secret_measure(plant, kind, turn, west, south):
    x, y = west + 5.29 + 2.17 * turn, south + 2.31 + 0.83 * turn
    place = None if kind in ROUNDS else plant.put(f"{kind} {turn}", x, y)
    line = None
    if kind in BARRIERS or kind == "seating-edge":
        end = plant.put(f"{kind} {turn} end", x + 7.19, y + 0.57)
        line = LineString([place, end])
    what = f"{kind} {turn}"
    return Measure(
        stamp=_stamp(plant, what, evidence=Evidence.SURVEYED),
        kind=kind,
        geometry=line or place,
        state=MeasureState.EXISTING,
        name=plant.word(f"{what} name") if kind != "seating-edge" else "",
        note=plant.word(f"{what} note"),
        cost_band=CostBand.VERY_HIGH,
        parameters={
            "rating": f"V/7200[N2A]/48/90:0.0 {plant.word(f'{what} rating')}",
            "clear_gap_m": 1.3719,
            "foundation": plant.word(f"{what} foundation"),
        },
    )


def _answers(plant):
    for key, value in (("surveyed:P04", 37.319), ("practice:foot-patrols", True), ("O14", 91.173)):
        stamp = _stamp(plant, f"answer {key}")
        yield (
            stamp.id,
            Answer(
                stamp=stamp,
                key=key,
                value=value,
                method=plant.word(f"method of {key}"),
                document=plant.word(f"document of {key}"),
            ),
        )


def _note(plant, west, south):
    place = plant.put("note", west + 3.33, south + 4.44)
    return Note(stamp=_stamp(plant, "note"), words=plant.word("remark"), x_m=place.x, y_m=place.y)


def _annotations(plant, west, south):
    """One of each kind that nobody may read in a wider edition, whatever its label and state."""
    for turn, (kind, more) in enumerate(
        (
            (AnnotationKind.TEXT, {}),
            (AnnotationKind.ARROW, {"marking": "TLP:AMBER"}),
            (AnnotationKind.CALLOUT, {"marking": "TLP:AMBER+STRICT"}),
            (AnnotationKind.FREEHAND, {"marking": "no label of ours"}),
            (AnnotationKind.DIMENSION, {"marking": "TLP:RED"}),
            (AnnotationKind.TEXT, {"marking": "TLP:CLEAR", "option": "later"}),
            (AnnotationKind.CALLOUT, {"marking": "TLP:CLEAR", "time_states": ("night",)}),
        )
    ):
        what = f"annotation {turn}"
        at = plant.put(what, west + 13.17 + 3.31 * turn, south + 21.53 + 1.07 * turn)
        end = plant.put(f"{what} end", at.x + 4.87, at.y + 1.13)
        yield Annotation(
            stamp=_stamp(plant, what, **more),
            kind=kind,
            geometry=at if kind is AnnotationKind.TEXT else LineString([at, end]),
            words=plant.word(f"{what} words"),
            quantum=Quantum.LENGTH if kind is AnnotationKind.DIMENSION else None,
        )


def _taken(plant, photo, west, south):
    place = plant.put("photo", west + 6.66, south + 7.77)
    return Photo(
        stamp=_stamp(plant, "photo"),
        blob=hashlib.sha256(photo).hexdigest(),
        media_type="image/jpeg",
        caption=plant.word("caption"),
        x_m=place.x,
        y_m=place.y,
    )


def _picture(plant):
    stream, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Comment", plant.word("picture text"))
    Image.new("RGB", (40, 40), (200, 200, 190)).save(stream, "PNG", pnginfo=told)
    return stream.getvalue() + plant.word("behind the picture").encode()


def _photo(plant):
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = plant.word("EXIF")
    Image.new("RGB", (40, 40), (90, 90, 90)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def _underlay(plant, blob, west, south):
    return Underlay(
        stamp=_stamp(plant, "underlay"),
        name=plant.word("underlay name"),
        blob=blob,
        media_type="image/png",
        width_px=40,
        height_px=40,
        transform=(1.0, 0.0, 0.0, -1.0, west, south + 40),
        source=Source(name=plant.word("underlay file"), sha256="ab" * 32, licence="CC0"),
    )


def moved_by(project, kinds, dx, dy):
    """The project with every measure of these kinds somewhere else."""
    return replace(
        project,
        measures={
            key: replace(measure, geometry=translate(measure.geometry, dx, dy))
            if measure.kind in kinds and measure.geometry is not None
            else measure
            for key, measure in project.measures.items()
        },
    )

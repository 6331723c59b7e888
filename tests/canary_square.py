"""A small square with exactly sixty-five canaries: words that may stand in no wider edition."""

import hashlib
import io
from dataclasses import replace

from PIL import Image, PngImagePlugin
from shapely.geometry import LineString, Point

from sbd_tool.domain.annotations import Annotation, AnnotationKind
from sbd_tool.domain.bookmarks import Bookmark
from sbd_tool.domain.community import (
    Answered,
    Engagement,
    Liking,
    NoteHour,
    PlaceNote,
    SaidPoint,
)
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.layer_style import LayerStyle, Scheme, StyleClass
from sbd_tool.domain.layers import Layer, RoleOrigin, Source, Underlay, as_geometry_array
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.project import Answer, Note, Option, Photo, Rules, TimeState
from sbd_tool.domain.records import Record
from sbd_tool.domain.roles import Role
from sbd_tool.domain.survey import LEVELS, Hour, Survey, Told
from sbd_tool.domain.text import literal
from tests.generated_square import moved
from tests.report_site import site

CLOSED = (
    "bollards-rated-fixed", "rated-planters", "cctv-overview", "foot-patrols",
    "modular-mobile-barrier",
)  # fmt: skip


class Cage:
    """Hands out canaries and remembers where each one sits."""

    def __init__(self):
        self.words = {}

    def __call__(self, where):
        assert where not in self.words
        mark = hashlib.sha256(where.encode()).hexdigest()[:5]
        self.words[where] = f"Zk{len(self.words) + 10}{mark}Qv"
        return self.words[where]


def caged():
    """The square and its canaries: place -> word."""
    cage, base = Cage(), site()
    picture, photo = _picture(cage), _photo(cage)
    blobs = {hashlib.sha256(raw).hexdigest(): raw for raw in (picture, photo)}
    plan_key, photo_key = blobs
    opened = _opened(base.layers[0], cage)
    rows = [*_measures(cage), _kiosk(base, cage)]
    return (
        replace(
            base,
            layers=(opened, *base.layers[1:], *_layers(cage)),
            measures={**base.measures, **{row.id: row for row in rows}},
            underlays=(_underlay(plan_key),),
            blobs=blobs,
            answers={"a": _answer(cage)},
            notes={"n": _note(cage)},
            photos={"p": _taken(cage, photo_key)},
            annotations={row.id: row for row in _annotations(cage)},
            records={"r": _record(cage), **{row.id: row for row in _heard(cage)}},
            options=(*base.options, Option(key="later", name=cage("name of an option"))),
            time_states=(*base.time_states, TimeState(key="night", name=cage("name of a state"))),
            bookmarks=(Bookmark(id="b", name=cage("named view"), x_m=1.0, y_m=1.0, scale=500.0),),
            rules=_rules(cage),
            findings=(_finding(cage),),
        ),
        cage.words,
    )


def _stamp(where, cage, number, **more):
    return Stamp(id=cage(f"id of {where}"), author=cage(f"author of {where}"), **more)


def _measures(cage):
    for number, kind in enumerate(CLOSED):
        place = moved(LineString([(3 + number, 41.3), (3.7 + number, 44.9)]))
        yield Measure(
            stamp=_stamp(kind, cage, number, evidence=Evidence.SURVEYED),
            kind=kind,
            geometry=None if kind == "foot-patrols" else place,
            name=cage(f"name of {kind}"),
            note=cage(f"note of {kind}"),
            parameters={"rating": cage(f"rating of {kind}")},
        )


def _kiosk(base, cage):
    row = next(one for one in base.measures.values() if one.kind == "staffed-kiosk")
    return replace(
        row,
        stamp=replace(row.stamp, author=cage("author of an open measure")),
        note=cage("note of an open measure"),
        parameters={**row.parameters, cage("foreign parameter"): cage("its value")},
    )


def _opened(layer, cage):
    key = cage("attribute of an open layer")
    rows = tuple(
        {**row, key: cage("its words") if n == 0 else 1} for n, row in enumerate(layer.attributes)
    )
    style = LayerStyle(
        scheme=Scheme.CATEGORIES,
        by=key,
        classes=(StyleClass(colour="#cc79a7", value=cage("class of a layer style")),),
    )
    source = replace(layer.source, layer=cage("layer of a drawing"))
    return replace(layer, attributes=rows, style=style, source=source)


def _layers(cage):
    for role in (Role.CAMERA, None):
        what = f"{role or 'unsorted'} layer"
        yield Layer(
            stamp=_stamp(what, cage, 0),
            name=cage(f"name of {what}"),
            role=role,
            role_origin=RoleOrigin.CONFIRMED,
            role_confidence=1.0,
            ids=(f"{what}-1",),
            geometry=as_geometry_array([moved(Point(7.13, 51.7 if role else 53.9))]),
            attributes=({"name": cage(f"attribute of {what}")},),
            source=Source(name=cage(f"file of {what}"), sha256="5e" * 32),
        )


def _answer(cage):
    return Answer(
        stamp=Stamp(id="a", author=cage("author of an answer")),
        key="O14",
        value=91.173,
        method=cage("method of an answer"),
        document=cage("document of an answer"),
    )


def _note(cage):
    return Note(stamp=Stamp(id="n"), words=cage("remark on the map"), x_m=1.0, y_m=1.0)


def _taken(cage, blob):
    return Photo(
        stamp=Stamp(id="p"), blob=blob, media_type="image/jpeg", caption=cage("caption of a photo")
    )


def _annotations(cage):
    for number, more in enumerate(
        ({"marking": "TLP:AMBER"}, {"marking": "TLP:CLEAR", "option": "later"})
    ):
        yield Annotation(
            stamp=Stamp(id=f"remark-{number}", **more),
            kind=AnnotationKind.CALLOUT,
            geometry=moved(LineString([(14.7, 41.3 + number), (17.9, 43.1 + number)])),
            words=cage(f"annotation {number}"),
        )


def _record(cage):
    return Record(
        stamp=Stamp(id="r", marking="TLP:AMBER"), kind="thread", content={"words": cage("thread")}
    )


def _heard(cage):
    note = PlaceNote(
        stamp=Stamp(id="heard-1", marking="TLP:AMBER"),
        words=cage("note of a resident"),
        liking=Liking.DISLIKE,
        hour=NoteHour.NIGHT,
        about="light",
        x_m=500013.7,
        y_m=5800019.9,
        origin=cage("workshop of a note"),
    )
    point = SaidPoint(
        words=cage("what a group said"), answered=Answered.REJECTED, reason=cage("why not")
    )
    asked = Engagement(
        stamp=Stamp(id="heard-2"), group="rough_sleepers", way="walk", count=3, points=(point,)
    )
    survey = Survey(
        stamp=Stamp(id="heard-3"), name=cage("name of a survey"), day="", wording="", rows=12,
        whole={Hour.NIGHT: Told(count=12, levels=dict.fromkeys(LEVELS, 3))},
    )  # fmt: skip
    return [one.as_record() for one in (note, asked, survey)]


def _rules(cage):
    return Rules(
        rubric_overrides={"floors.O01": (20, cage("reason of a rule"), "")},
        catalogue_overlay=(
            "edition: City\nmeasures:\n- {id: night-closure, confidence: low, "
            f"reason: {cage('catalogue of a city')}}}\n"
        ),
        threats=("ramming",),
    )


def _finding(cage):
    return Finding(
        key="ingest.planted",
        severity=Severity.WARNING,
        sentence=literal(cage("finding of an import")),
    )


def _picture(cage):
    stream, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Comment", cage("text of a picture"))
    Image.new("RGB", (40, 40), (200, 200, 190)).save(stream, "PNG", pnginfo=told)
    return stream.getvalue() + cage("behind a picture").encode()


def _photo(cage):
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = cage("EXIF of a photo")
    Image.new("RGB", (40, 40), (90, 90, 90)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def _underlay(blob):
    return Underlay(
        stamp=Stamp(id="u"),
        name="Aerial view",
        blob=blob,
        media_type="image/png",
        width_px=40,
        height_px=40,
        transform=(1.0, 0.0, 0.0, -1.0, *moved(Point(0, 40)).coords[0]),
        source=Source(name="aerial.png", sha256="ab" * 32, licence="CC0"),
    )

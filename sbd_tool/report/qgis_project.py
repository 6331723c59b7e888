"""A project for QGIS with its GeoPackage beside it, as one ZIP that QField takes in as it is.

Layers stand in the project with our colours and signs, the square is in view, paths are relative.
The form is that of files QGIS 3 writes; only what QGIS needs to open it is written.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from sbd_tool.domain.label_sets import both
from sbd_tool.domain.progress import Progress
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.geo_files import Packed, packed_geopackage
from sbd_tool.report.map_sheet import map_bounds
from sbd_tool.report.qgis_styles import MEASURE, StyledTable, renderer_of
from sbd_tool.report.spec import ExportJob, Sink

PROJECT: Final = "square.qgs"
DATA: Final = "square.gpkg"
README: Final = "README.txt"
_GEOMETRY: Final = ("Point", "Line", "Polygon")
_AIR: Final = 0.15
_MOMENT: Final = (2026, 1, 1, 0, 0, 0)
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write_qgis(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The project, its GeoPackage and a word about both, in one ZIP."""
    packed = packed_geopackage(job.content, job.model, job.look.words, job.look)
    progress.advance(0.7)
    project = qgis_project(job, packed)
    told = "\r\n".join(
        (job.model.title, both(job.model.mark, job.model.label), *_about(job), "")
    ).encode("utf-8")
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for name, content in ((README, told), (PROJECT, project), (DATA, packed.raw)):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    target.write_bytes(raw.getvalue())
    progress.advance(0.9)


def qgis_project(job: ExportJob, packed: Packed) -> bytes:
    """The project file: layers of the GeoPackage beside it, measures above the plan."""
    return "".join(_project(job, packed)).encode("utf-8", "replace")


def _project(job: ExportJob, packed: Packed) -> Iterator[str]:
    content, system = job.content, _system(job.content.project.crs)
    layers = [(f"sbd_{number}_{_plain(t.name)}", t) for number, t in enumerate(packed.tables)]
    measures = [one for one in reversed(layers) if one[1].role == MEASURE]
    plan = [one for one in reversed(layers) if one[1].role != MEASURE]
    title = _text(f"{job.model.title} ({both(job.model.mark, job.model.label)})")
    yield "<!DOCTYPE qgis PUBLIC 'http:" + "//mrcc.com/qgis.dtd' 'SYSTEM'>"
    yield f'<qgis version="3.28.0" projectname={_attribute(job.model.title)}><title>{title}</title>'
    yield f"<projectCrs>{system}</projectCrs><layer-tree-group>"
    yield from _group(job.look.words_of("handover.qgis_measures"), measures)
    yield from _group(job.look.words_of("handover.qgis_plan"), plan)
    yield "</layer-tree-group>"
    yield from _canvas(content, system)
    yield "<projectlayers>"
    for name, table in layers:
        yield from _layer(name, table, job, system)
    yield "</projectlayers><properties><Paths>"
    yield '<Absolute type="bool">false</Absolute></Paths></properties></qgis>'


def _group(title: str, layers: Sequence[tuple[str, StyledTable]]) -> Iterator[str]:
    if not layers:
        return
    yield f'<layer-tree-group name={_attribute(title)} checked="Qt::Checked" expanded="1">'
    for name, table in layers:
        yield f"<layer-tree-layer id={_attribute(name)} name={_attribute(table.name)} "
        yield f'source={_attribute(_source(table))} providerKey="ogr" '
        yield 'checked="Qt::Checked" expanded="0"/>'
    yield "</layer-tree-group>"


def _canvas(content: EditionContent, system: str) -> Iterator[str]:
    west, south, east, north = map_bounds(content)
    air = _AIR * max(east - west, north - south)
    box = (("xmin", west - air), ("ymin", south - air), ("xmax", east + air), ("ymax", north + air))
    yield '<mapcanvas name="theMapCanvas"><units>meters</units><extent>'
    yield "".join(f"<{key}>{value:.3f}</{key}>" for key, value in box)
    yield f"</extent><rotation>0</rotation><destinationsrs>{system}</destinationsrs></mapcanvas>"


def _layer(name: str, table: StyledTable, job: ExportJob, system: str) -> Iterator[str]:
    geometry = _GEOMETRY[table.dimension]
    yield f'<maplayer type="vector" geometry="{geometry}" hasScaleBasedVisibilityFlag="0">'
    yield f"<id>{_text(name)}</id><datasource>{_text(_source(table))}</datasource>"
    yield f"<layername>{_text(table.name)}</layername><srs>{system}</srs>"
    yield '<provider encoding="UTF-8">ogr</provider>'
    yield renderer_of(table, job.content, job.look)
    yield "<blendMode>0</blendMode><layerOpacity>1</layerOpacity></maplayer>"


def _source(table: StyledTable) -> str:
    return f"./{DATA}|layername={table.name}"


def _system(crs: str) -> str:
    from pyproj import CRS
    from pyproj.exceptions import ProjError

    try:
        system = CRS.from_user_input(crs)
    except ProjError:
        return "<spatialrefsys/>"
    authority = system.to_authority()
    told = [f"<wkt>{_text(system.to_wkt('WKT2_2019'))}</wkt>"]
    if authority is not None:
        told += [f"<srid>{_text(authority[1])}</srid>", f"<authid>{':'.join(authority)}</authid>"]
    told += [f"<description>{_text(system.name)}</description>"]
    told += [f"<geographicflag>{str(system.is_geographic).lower()}</geographicflag>"]
    return f"<spatialrefsys>{''.join(told)}</spatialrefsys>"


def _about(job: ExportJob) -> Sequence[str]:
    return (job.look.words_of("handover.qgis_about", project=PROJECT, data=DATA), job.model.seal)


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", name)[:40]


def _text(words: str) -> str:
    return escape(_CONTROL.sub("\ufffd", words))


def _attribute(words: str) -> str:
    return quoteattr(_CONTROL.sub("\ufffd", words))

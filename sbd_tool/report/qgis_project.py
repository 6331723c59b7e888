"""A project for QGIS with its GeoPackage beside it, as one ZIP that QField takes in as it is.

Layers stand in the project with our colours and signs, the square is in view, paths are relative.
The form is that of files QGIS 3 writes; only what QGIS needs to open it is written.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.styles import ORDER_SQUARE
from sbd_tool.domain.label_sets import both
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import Progress
from sbd_tool.report.editions import EditionContent
from sbd_tool.report.front_page import licences_of
from sbd_tool.report.geo_files import Packed, packed_geopackage
from sbd_tool.report.map_sheet import map_bounds
from sbd_tool.report.qgis_layers import form_of, labelling, scales_of, square_labelling, title_of
from sbd_tool.report.qgis_styles import renderer_of, square_renderer
from sbd_tool.report.qgis_tables import (
    ANNOTATION,
    MEASURE,
    PLACE_NOTE,
    StyledTable,
    is_on_map,
    role_style,
)
from sbd_tool.report.qgis_xml import DOCTYPE, VERSION, attribute, body, column, quoted
from sbd_tool.report.spec import ExportJob, Sink

PROJECT: Final = "square.qgs"
DATA: Final = "square.gpkg"
README: Final = "README.txt"
_GEOMETRY: Final = ("Point", "Line", "Polygon")
_AIR: Final = 0.15
_MOMENT: Final = (2026, 1, 1, 0, 0, 0)
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9]+")
_AREA: Final = 2
_LOWER: Final = -0.1
_ORDERS: Final = {MEASURE: 2000.0, PLACE_NOTE: 3000.0, ANNOTATION: 4000.0}


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
    """The project file: layers of the GeoPackage beside it, in the order of our own map."""
    return "".join(_project(job, packed)).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A layer of the project.

    ``order`` is its place from below to above, ``filter`` what it shows of its table.
    """

    key: str
    title: str
    table: StyledTable
    order: float
    is_shown: bool = True
    filter: str = ""

    @property
    def source(self) -> str:
        subset = f"|subset={self.filter}" if self.filter else ""
        return f"./{DATA}|layername={self.table.name}{subset}"


def _leaves(job: ExportJob, packed: Packed) -> list[_Leaf]:
    """All layers from above to below."""
    by_role = job.content.edition is not Edition.POLICE
    found = []
    for number, table in enumerate(packed.tables):
        title = title_of(table, job.look, by_role=by_role)
        order = _ORDERS.get(table.role, role_style(table).order) + table.dimension * _LOWER
        found.append(_Leaf(_key(number, table.name), title, table, order, is_on_map(table)))
        if table.has_square and table.dimension == _AREA:
            said = job.look.words_of("map.square")
            only = f"{column('id')} = {quoted(job.content.project.square)}"
            found.append(
                _Leaf(f"sbd_square_{number}_ground", said, table, ORDER_SQUARE, filter=only)
            )
    # Points lie above lines above areas of one role.
    return sorted(found, key=lambda leaf: -leaf.order)


def _project(job: ExportJob, packed: Packed) -> Iterator[str]:
    content, system = job.content, _system(job.content.project.crs)
    leaves = _leaves(job, packed)
    own = [leaf for leaf in leaves if leaf.table.role in (ANNOTATION, PLACE_NOTE)]
    measures = [leaf for leaf in leaves if leaf.table.role == MEASURE]
    plan = [leaf for leaf in leaves if leaf not in own and leaf not in measures]
    title = body(f"{job.model.title} ({both(job.model.mark, job.model.label)})")
    yield f"{DOCTYPE}<qgis version={attribute(VERSION)} "
    yield f"projectname={attribute(job.model.title)}><title>{title}</title>"
    yield f"<projectCrs>{system}</projectCrs><layer-tree-group>"
    for leaf in own:
        yield _tree_leaf(leaf)
    yield from _group(job.look.words_of("handover.qgis_measures"), measures)
    yield from _group(job.look.words_of("handover.qgis_plan"), plan)
    yield "</layer-tree-group>"
    yield from _canvas(content, system)
    yield "<projectlayers>"
    for leaf in leaves:
        yield from _layer(leaf, job, system)
    yield f"</projectlayers><properties>{_properties(job)}</properties></qgis>"


def _properties(job: ExportJob) -> str:
    """Relative paths, a coordinate system, the ground of our map, metres."""
    ground = job.look.colour("map.ground")
    parts = zip(("Red", "Green", "Blue"), (1, 3, 5), strict=True)
    colour = "".join(
        f'<CanvasColor{name}Part type="int">{int(ground[at : at + 2], 16)}</CanvasColor{name}Part>'
        for name, at in parts
    )
    return (
        '<Paths><Absolute type="bool">false</Absolute></Paths>'
        '<SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys>'
        f"<Gui>{colour}</Gui>"
        '<Measurement><DistanceUnits type="QString">meters</DistanceUnits>'
        '<AreaUnits type="QString">m2</AreaUnits></Measurement>'
    )


def _group(title: str, leaves: Sequence[_Leaf]) -> Iterator[str]:
    if not leaves:
        return
    yield f'<layer-tree-group name={attribute(title)} checked="Qt::Checked" expanded="1">'
    for leaf in leaves:
        yield _tree_leaf(leaf)
    yield "</layer-tree-group>"


def _tree_leaf(leaf: _Leaf) -> str:
    checked = "Qt::Checked" if leaf.is_shown else "Qt::Unchecked"
    return (
        f"<layer-tree-layer id={attribute(leaf.key)} name={attribute(leaf.title)} "
        f'source={attribute(leaf.source)} providerKey="ogr" checked="{checked}" expanded="0"/>'
    )


def _canvas(content: EditionContent, system: str) -> Iterator[str]:
    west, south, east, north = map_bounds(content)
    air = _AIR * max(east - west, north - south)
    box = (("xmin", west - air), ("ymin", south - air), ("xmax", east + air), ("ymax", north + air))
    yield '<mapcanvas name="theMapCanvas"><units>meters</units><extent>'
    yield "".join(f"<{key}>{value:.3f}</{key}>" for key, value in box)
    yield f"</extent><rotation>0</rotation><destinationsrs>{system}</destinationsrs></mapcanvas>"


def _layer(leaf: _Leaf, job: ExportJob, system: str) -> Iterator[str]:
    table, look = leaf.table, job.look
    drawn = square_renderer(look) if leaf.filter else renderer_of(table, job.content, look)
    names = (
        square_labelling(look)
        if leaf.filter
        else labelling(table, look, job.content.project.square)
    )
    yield f'<maplayer type="vector" geometry="{_GEOMETRY[table.dimension]}" '
    yield f'labelsEnabled="{int(bool(names))}" {scales_of(table)}>'
    yield f"<id>{body(leaf.key)}</id><datasource>{body(leaf.source)}</datasource>"
    yield f"<layername>{body(leaf.title)}</layername><srs>{system}</srs>"
    yield '<provider encoding="UTF-8">ogr</provider>'
    yield f"{drawn}{names}{form_of(table, look)}{_credit(job, table)}"
    yield "<blendMode>0</blendMode><layerOpacity>1</layerOpacity></maplayer>"


def _credit(job: ExportJob, table: StyledTable) -> str:
    """Whose work the plan is, for the copyright line and the metadata of a layer from it."""
    named = body("; ".join(licences_of(job.model)))
    if not named or table.role in (ANNOTATION, PLACE_NOTE, MEASURE):
        return ""
    told = f"<rights>{named}</rights>"
    return f"<attribution>{named}</attribution><resourceMetadata>{told}</resourceMetadata>"


def _system(crs: str) -> str:
    from pyproj import CRS
    from pyproj.exceptions import ProjError

    try:
        system = CRS.from_user_input(crs)
    except ProjError:
        return "<spatialrefsys/>"
    authority = system.to_authority()
    told = [f"<wkt>{body(system.to_wkt('WKT2_2019'))}</wkt>"]
    if authority is not None:
        told += [f"<srid>{body(authority[1])}</srid>", f"<authid>{':'.join(authority)}</authid>"]
    told += [f"<description>{body(system.name)}</description>"]
    told += [f"<geographicflag>{str(system.is_geographic).lower()}</geographicflag>"]
    return f"<spatialrefsys>{''.join(told)}</spatialrefsys>"


def _about(job: ExportJob) -> Sequence[str]:
    return (job.look.words_of("handover.qgis_about", project=PROJECT, data=DATA), job.model.seal)


def _key(number: int, name: str) -> str:
    """The id of a layer. QGIS gives layers whose id has ten signs or fewer another one."""
    return f"sbd_layer_{number}_{_plain(name)}"


def _plain(name: str) -> str:
    return _UNSAFE.sub("_", name)[:40]

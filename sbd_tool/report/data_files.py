"""Exporters of data: interactive page, GeoPackage, GeoJSON, workbook."""

from sbd_tool.domain.progress import Progress
from sbd_tool.report.csv_file import measures_csv
from sbd_tool.report.dxf_file import drawing
from sbd_tool.report.geo_files import geojson, geopackage
from sbd_tool.report.spec import ExportJob, Sink
from sbd_tool.report.web_map import web_map
from sbd_tool.report.workbook import workbook


def write_page(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The interactive map as one HTML file."""
    page = web_map(job)
    progress.advance(0.9)
    target.write_bytes(page)


def write_geopackage_file(job: ExportJob, target: Sink, progress: Progress) -> None:
    """Layers, measures and scores for a GIS."""
    target.write_bytes(geopackage(job.content, job.model, job.look.words, job.look))
    progress.advance(0.9)


def write_geojson_file(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The same as one GeoJSON file."""
    target.write_bytes(geojson(job.content, job.model, job.look.words))
    progress.advance(0.9)


def write_drawing(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The plan and the measures as a drawing in metres."""
    target.write_bytes(drawing(job.content, job.model, job.look.theme, job.look.words))
    progress.advance(0.9)


def write_csv(job: ExportJob, target: Sink, progress: Progress) -> None:
    """Measures, one line each."""
    target.write_bytes(measures_csv(job.content, job.model, job.look.words))
    progress.advance(0.9)


def write_workbook(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The register of measures and both ledgers."""
    target.write_bytes(workbook(job.model, job.look.words))
    progress.advance(0.9)

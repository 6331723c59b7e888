"""Exporters of data: interactive page, GeoPackage, GeoJSON, workbook."""

from sbd_tool.domain.progress import Progress
from sbd_tool.report.geo_files import geojson, geopackage
from sbd_tool.report.spec import ExportJob, Sink
from sbd_tool.report.web_map import web_map
from sbd_tool.report.workbook import workbook


def write_page(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The interactive map as one HTML file."""
    page = web_map(
        job.content,
        job.model,
        job.look.design,
        job.look.words,
        script=job.page_script,
        sheet=job.page_sheet,
    )
    progress.advance(0.9)
    target.write_bytes(page)


def write_geopackage_file(job: ExportJob, target: Sink, progress: Progress) -> None:
    """Layers, measures and scores for a GIS."""
    target.write_bytes(geopackage(job.content, job.model, job.look.words))
    progress.advance(0.9)


def write_geojson_file(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The same as one GeoJSON file."""
    target.write_bytes(geojson(job.content, job.model, job.look.words))
    progress.advance(0.9)


def write_workbook(job: ExportJob, target: Sink, progress: Progress) -> None:
    """The register of measures and both ledgers."""
    target.write_bytes(workbook(job.model, job.look.words))
    progress.advance(0.9)

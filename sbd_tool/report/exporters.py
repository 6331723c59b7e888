"""All export formats by suffix. A new one is one entry here."""

from typing import Final

from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import text
from sbd_tool.report.bcf import write_bcf
from sbd_tool.report.data_files import (
    write_csv,
    write_drawing,
    write_geojson_file,
    write_geopackage_file,
    write_page,
    write_workbook,
)
from sbd_tool.report.docx_report import write_docx
from sbd_tool.report.html_report import write_html_report
from sbd_tool.report.pdf import write_pdf, write_png, write_sheet, write_svg
from sbd_tool.report.qgis_project import write_qgis
from sbd_tool.report.review_csv import write_comments
from sbd_tool.report.spec import Exporter

EXPORTERS: Final[Registry[Exporter]] = Registry(
    "export",
    (
        Exporter(key="pdf", title=text("report.format_pdf"), write=write_pdf),
        Exporter(key="sheet.pdf", title=text("report.format_sheet"), write=write_sheet),
        Exporter(key="png", title=text("report.format_png"), write=write_png),
        Exporter(key="svg", title=text("report.format_svg"), write=write_svg),
        Exporter(key="html", title=text("web.format_html"), write=write_page),
        Exporter(key="gpkg", title=text("web.format_gpkg"), write=write_geopackage_file),
        Exporter(key="qgis.zip", title=text("handover.format_qgis"), write=write_qgis),
        Exporter(key="dxf", title=text("handover.format_dxf"), write=write_drawing),
        Exporter(key="csv", title=text("handover.format_csv"), write=write_csv),
        Exporter(key="geojson", title=text("web.format_geojson"), write=write_geojson_file),
        Exporter(
            key="report.html", title=text("report.format_report_html"), write=write_html_report
        ),
        Exporter(key="docx", title=text("report.format_docx"), write=write_docx),
        Exporter(key="bcfzip", title=text("review.format_bcf"), write=write_bcf),
        Exporter(key="comments.csv", title=text("review.format_csv"), write=write_comments),
        Exporter(key="xlsx", title=text("web.format_xlsx"), write=write_workbook),
    ),
)

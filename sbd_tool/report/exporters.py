"""All export formats by suffix. A new one is one entry here."""

from typing import Final

from sbd_tool.domain.registry import Registry
from sbd_tool.domain.text import text
from sbd_tool.report.pdf import write_pdf, write_png, write_svg
from sbd_tool.report.spec import Exporter

EXPORTERS: Final[Registry[Exporter]] = Registry(
    "export",
    (
        Exporter(key="pdf", title=text("report.format_pdf"), write=write_pdf),
        Exporter(key="png", title=text("report.format_png"), write=write_png),
        Exporter(key="svg", title=text("report.format_svg"), write=write_svg),
    ),
)

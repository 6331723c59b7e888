"""A portfolio as a file: the ending of its name says which."""

from pathlib import Path
from typing import Final

from sbd_tool.app.projects import ENDINGS
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import literal, text
from sbd_tool.formats.durable import write_durably
from sbd_tool.report.portfolio_file import PortfolioPage, portfolio_csv, portfolio_html

_WRITERS: Final = {".csv": portfolio_csv, ".html": portfolio_html}


def save_portfolio(page: PortfolioPage, path: Path) -> Path:
    """Write the page or the table.

    Raises:
        InputError: The name ends in neither, or names a folder.
        OSError: The place cannot be written.
    """
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None or path.name.lower().endswith(ENDINGS):
        raise InputError(
            text("follow.no_writer", path=literal(path.name)), text("follow.no_writer_hint")
        )
    if path.is_dir():
        raise InputError(
            text("cli.target_is_folder", file=path.name), text("cli.choose_export_name"), path.name
        )
    write_durably(path, writer(page))
    return path

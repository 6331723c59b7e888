r"""A table as CSV that comes back exactly as it was, and that no spreadsheet takes for a formula.

What a cell holds is told by how it is written:

* nothing: the row has no such value, or an empty one;
* ``true``, ``false`` and plain numbers are what they say;
* everything else is words. Words that read as something else, or that a spreadsheet would run as
  a formula (they begin with ``=``, ``+``, ``-``, ``@``, tab or line break), get an apostrophe in
  front, and so do words that begin with an apostrophe: reading takes exactly one away.

Where the decimal sign is a comma, columns are divided by semicolons, as spreadsheets there expect.
"""

import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.layers import AttributeValue
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.durable import write_durably

LARGEST_BYTES: Final = 64 * 1024 * 1024
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 512
ABSENT: Final = ""

_NUMBER: Final = re.compile(
    r"[+-]?(?:\d{1,400}(?:[.,]\d{0,400})?|[.,]\d{1,400})(?:[eE][+-]?\d{1,3})?"
)
_WHOLE: Final = re.compile(r"[+-]?\d{1,400}")
_WORDS: Final = {"true", "false", "nan", "inf", "-inf", "+inf"}
_DANGEROUS: Final = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "'",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """A table as a file gave it.

    Attributes:
        header: Names of the columns.
        rows: Cells as written, one tuple per row, as long as the header.
        has_decimal_comma: Numbers may be written with a comma.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    has_decimal_comma: bool


def cell_of(value: AttributeValue, *, has_decimal_comma: bool = False) -> str:
    """A value as a cell; `value_of` reads it back. No value is the empty cell."""
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        written = repr(value)
        return written.replace(".", ",") if has_decimal_comma else written
    return "'" + value if _needs_mark(value) else value


def value_of(cell: str, *, has_decimal_comma: bool = False) -> AttributeValue:
    """The value of a cell that is not empty."""
    if cell.startswith("'"):
        return cell[1:]
    bare = cell.strip()
    word = bare.casefold()
    if word in _WORDS:
        return _word_value(word)
    if not _NUMBER.fullmatch(bare) or ("," in bare and not has_decimal_comma):
        return cell
    if _WHOLE.fullmatch(bare):
        return int(bare)
    number = float(bare.replace(",", "."))
    return number if math.isfinite(number) else cell


def table_text(
    header: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str = ","
) -> str:
    """A table as text; header cells are words, so they are marked where need be."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([cell_of(name) for name in header])
    writer.writerows(rows)
    return stream.getvalue()


def write_table_csv(path: Path, words: str) -> None:
    """Write a table whole or not at all, with the mark by which spreadsheets know UTF-8.

    Raises:
        InputError: The place cannot be written.
    """
    try:
        write_durably(path, b"\xef\xbb\xbf" + words.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise _refused("not_written", path.name) from error


def read_table_csv(path: Path) -> CsvTable:
    """Read a table; columns may be divided by commas, semicolons or tabs.

    Raises:
        InputError: It cannot be read, is too large, is no UTF-8 text, or has no header.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_BYTES + 1)
    except OSError as error:
        raise _refused("unreadable", path.name) from error
    if len(raw) > LARGEST_BYTES:
        raise _refused("too_large", path.name)
    try:
        words = raw.decode("utf-8-sig", "surrogatepass")
    except UnicodeDecodeError as error:
        raise _refused("not_utf8", path.name) from error
    return parse_table(words, path.name)


def parse_table(words: str, name: str = "") -> CsvTable:
    """Read a table from text; see `read_table_csv`."""
    delimiter = _delimiter(words)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    csv.field_size_limit(LARGEST_BYTES)  # the size of the whole is bounded already
    try:
        first = next(reader, [])
        header = tuple(str(value_of(cell)) if cell.startswith("'") else cell for cell in first)
        for row in reader:
            if any(row):
                rows.append(tuple((*row, *[ABSENT] * len(header))[: len(header)]))
            if len(rows) > MOST_ROWS:
                raise _refused("too_large", name)
    except csv.Error as error:
        raise _refused("unreadable", name) from error
    if not any(header) or len(header) > MOST_COLUMNS:
        raise _refused("no_header", name)
    return CsvTable(header, tuple(rows), delimiter == ";")


def _delimiter(words: str) -> str:
    """The sign that divides the header most often, outside of quotes."""
    line = re.sub(r'"(?:[^"]|"")*"', "", words[:100_000]).split("\n", 1)[0]
    return max(",;\t", key=lambda sign: (line.count(sign), sign == ","))


def _needs_mark(words: str) -> bool:
    bare = words.strip()
    reads_otherwise = bare.casefold() in _WORDS or _NUMBER.fullmatch(bare) is not None
    is_run = words.startswith(_DANGEROUS) or words.lstrip().startswith(_DANGEROUS)
    return is_run or reads_otherwise


def _word_value(word: str) -> AttributeValue:
    return word == "true" if word in {"true", "false"} else float(word)


def _refused(kind: str, name: str) -> InputError:
    return InputError(text(f"table.csv.{kind}", file=name), Text(f"table.csv.{kind}.hint"), name)

"""Unpack .gz and .zip without believing what they announce."""

import gzip
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Final

from sbd_tool.formats.limits import (
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FREE_BYTES,
)
from sbd_tool.formats.problems import unreadable

GZIP: Final = b"\x1f\x8b"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ARCHIVES: Final = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".kmz")
_BLOCK: Final = 1 << 20
_UNSAFE: Final = re.compile(r"[^\w.+-]+")


@dataclass(frozen=True, slots=True)
class Member:
    """A file unpacked from an archive.

    Attributes:
        path: Where it was unpacked to.
        label: Its name inside the archive, without folders.
    """

    path: Path
    label: str


class Budget:
    """Bytes an archive may still unpack to."""

    def __init__(self, packed_bytes: int, name: str) -> None:
        self._packed, self._name, self._written = max(1, packed_bytes), name, 0

    def spend(self, count: int) -> None:
        """Take ``count`` bytes, or say that the archive is a bomb.

        Raises:
            SbdError: More bytes came out than any plan needs.
        """
        self._written += count
        is_bomb = self._written > RATIO_FREE_BYTES and self._written > MAX_RATIO * self._packed
        if self._written > MAX_UNPACKED_BYTES or is_bomb:
            raise unreadable("archive_too_large", "too_large", self._name)


def unpack_gzip(path: Path, folder: Path, name: str) -> Member:
    """Unpack one compressed file.

    Args:
        path: The .gz file.
        folder: Private folder to unpack into.
        name: Name to use in words.

    Raises:
        SbdError: Damaged, truncated or unreasonably large.
    """
    label = name[:-3] if name.casefold().endswith(".gz") else name
    budget = Budget(path.stat().st_size, name)
    target = folder / safe_name(label)
    try:
        with gzip.open(path, "rb") as packed:
            _copy(packed, target, budget)
    except (OSError, EOFError, zlib.error):
        raise unreadable("archive_damaged", "damaged", name) from None
    return Member(target, label)


def unpack_zip(path: Path, folder: Path, name: str) -> tuple[Member, ...]:
    """Unpack every ordinary file; each folder of the archive gets a numbered one of ours.

    Args:
        path: The .zip file.
        folder: Private folder to unpack into.
        name: Name to use in words.

    Raises:
        SbdError: Damaged, encrypted, too many or too large members, or a member that would land
            outside the archive's own folder.
    """
    budget = Budget(path.stat().st_size, name)
    try:
        with zipfile.ZipFile(path) as archive:
            wanted = _members(archive, name)
            return tuple(_unpack(archive, wanted, folder, budget))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise unreadable("archive_damaged", "damaged", name) from None
    except RuntimeError:  # the zipfile module's word for "password required"
        raise unreadable("archive_locked", "archive_locked", name) from None


def _members(archive: zipfile.ZipFile, name: str) -> Sequence[zipfile.ZipInfo]:
    entries = archive.infolist()
    if len(entries) > MAX_MEMBERS:
        raise unreadable("archive_too_many", "too_large", name, limit=MAX_MEMBERS)
    wanted = []
    for entry in entries:
        where = entry.filename.replace("\\", "/")
        if where.startswith("/") or ".." in where.split("/") or re.match(r"[A-Za-z]:", where):
            raise unreadable("archive_escapes", "archive_escapes", name)
        if entry.flag_bits & 1:
            raise unreadable("archive_locked", "archive_locked", name)
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        label = PurePosixPath(where).name
        is_junk = label.startswith(".") or "__MACOSX" in where
        if not entry.is_dir() and not is_link and not is_junk:
            wanted.append(entry)
    return wanted


def _unpack(
    archive: zipfile.ZipFile, wanted: Sequence[zipfile.ZipInfo], folder: Path, budget: Budget
) -> Iterator[Member]:
    places: dict[str, Path] = {}
    for entry in wanted:
        where = PurePosixPath(entry.filename.replace("\\", "/"))
        place = places.setdefault(str(where.parent), folder / f"{len(places):04d}")
        place.mkdir(exist_ok=True)
        target = place / safe_name(where.name)
        with archive.open(entry) as packed:
            _copy(packed, target, budget)
        yield Member(target, where.name)


def _copy(packed: IO[bytes] | gzip.GzipFile, target: Path, budget: Budget) -> None:
    with target.open("wb") as out:
        while block := packed.read(_BLOCK):
            budget.spend(len(block))
            out.write(block)


def safe_name(name: str) -> str:
    """A file name of harmless letters that keeps its suffix.

    Examples:
        >>> safe_name("../pl an?.geojson")
        'pl_an_.geojson'
    """
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".-_")
    stem, dot, suffix = plain.rpartition(".")
    return f"{stem[:80]}{dot}{suffix[:20]}" if stem else (plain[:80] or "plan")


def is_archive_name(name: str) -> bool:
    """Whether a name ends like a compressed file: archives inside archives are not opened."""
    return name.casefold().endswith(_ARCHIVES)

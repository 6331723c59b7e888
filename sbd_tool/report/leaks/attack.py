"""The attack: a finished file is taken apart and searched for everything that is withheld."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sbd_tool.domain.errors import ExportError
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.report.leaks.needles import Needles, tight
from sbd_tool.report.leaks.places import Hunt
from sbd_tool.report.leaks.secrets import Secrets
from sbd_tool.report.leaks.unpacking import Piece, pieces, readings

_PARTS: Final = frozenset(
    {
        "layers", "underlays", "measures", "answers", "notes", "photos", "annotations", "options",
        "time_states", "rules", "findings", "bookmarks",
    }
)  # fmt: skip
_TOLD: Final = 5
_SHOWN_SIGNS: Final = 40
_FILE_NAME: Final = "file name"


_tight: Final = lru_cache(maxsize=8)(tight)
"""Usual words are long and asked for again and again."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Something withheld that stands in a file.

    Attributes:
        where: Part of the file, in the words of its format.
        part: Part of the project it comes from.
        words: The words found, or "" for a place or a picture.
    """

    where: str
    part: str
    words: str = ""

    @property
    def sentence(self) -> Text:
        """What leaked and where it stands, for people who may read the whole project."""
        known = self.part if self.part in _PARTS else "project"
        of = text(f"leaks.part_{known}")
        if not self.words:
            return text("leaks.place", part=of, where=self.told_where)
        return text("leaks.words", part=of, where=self.told_where, words=self.words[:_SHOWN_SIGNS])

    @property
    def told_where(self) -> Text:
        """Where it stands, in words."""
        return text("leaks.file_name") if self.where == _FILE_NAME else literal(self.where)


class LeakFoundError(ExportError):
    """An export was stopped because it would have leaked; nothing was written."""

    def __init__(self, what: Text, hint: Text, subject: str = "") -> None:
        super().__init__(what, hint, subject)
        self.leaks: tuple[Leak, ...] = ()


def attack(
    raw: bytes, name: str, secrets: Secrets, ordinary: Callable[[], str] = str
) -> tuple[Leak, ...]:
    """Search a finished file for everything that is withheld.

    Args:
        raw: Bytes of the file, before any encryption.
        name: Its name, which is searched too.
        secrets: What is withheld.
        ordinary: Asked only when something was found: all words that stand in such a file
            whatever the project is. What stands among them tells nothing.

    Returns:
        What was found, each thing once a place.
    """
    found = dict.fromkeys(_found(raw, name, secrets))
    if any(leak.words for leak in found):
        usual = _tight(ordinary())
        found = {leak: None for leak in found if not leak.words or tight(leak.words) not in usual}
    return tuple(found)


def refuse_leaks(leaks: tuple[Leak, ...], name: str) -> None:
    """Stop an export that leaks.

    Raises:
        LeakFoundError: There is a leak.
    """
    if not leaks:
        return
    if all(leak.where == _FILE_NAME for leak in leaks):
        hint = text("leaks.rename_hint")
    else:
        told = literal("; ".join(f"{leak.part}: {leak.where}" for leak in leaks[:_TOLD]))
        hint = text("leaks.found_hint", places=told)
    what = text("leaks.found", count=len(leaks), file=name, first=leaks[0].sentence)
    fault = LeakFoundError(what, hint, name)
    fault.leaks = leaks
    raise fault


def _found(raw: bytes, name: str, secrets: Secrets) -> Iterator[Leak]:
    needles, hunt = Needles(secrets.words), Hunt(secrets)
    seen: set[bytes] = set()
    for piece in (Piece(_FILE_NAME, name.encode("utf-8", "replace")), *pieces(raw)):
        if piece.raw in seen:
            continue
        seen.add(piece.raw)
        for reading in readings(piece):
            for words in sorted(needles.found_in(reading, is_packed=piece.is_packed)):
                yield Leak(piece.where, secrets.words[words], words)
        for part in sorted(hunt.found_in(piece.raw)):
            yield Leak(piece.where, part)
        for sample, part in secrets.pictures.items():
            if sample in piece.raw:
                yield Leak(piece.where, part)

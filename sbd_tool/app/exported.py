"""What an export wrote, and what its maker should know about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.words import Words
from sbd_tool.report.letters import Letters

_SET_BY_US: Final = frozenset({"pdf", "sheet.pdf", "png"})
"""Formats whose letters are drawn in the faces of the product; others keep the words themselves."""
_MOST_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        path: The file.
        withheld: What the edition leaves out or generalises, in words.
        searched: How many withheld things the finished file was searched for, in vain.
        logged: Label and number of lines of its redaction log; None without one.
        mark: What the project's set of labels prints beside the label, or "".
        remarks: What else to know: letters that no face holds.
    """

    path: Path
    withheld: tuple[Text, ...]
    searched: int = 0
    logged: tuple[Tlp, int] | None = None
    mark: str = ""
    remarks: tuple[Text, ...] = ()


def remarks_on(told_as: str, letters: Letters, words: Words) -> tuple[Text, ...]:
    """Which letters a finished file names by their script because no face holds them.

    Args:
        told_as: Key of the format.
        letters: What set its words.
        words: Language of the reader.
    """
    if told_as not in _SET_BY_US or not letters.unset:
        return ()
    count = sum(len(unset) for unset in letters.unset.values())
    return (text("scripts.unset", count=count, scripts=", ".join(_scripts(letters, words))),)


def _scripts(letters: Letters, words: Words) -> Iterator[str]:
    for script, unset in letters.unset.items():
        shown = " ".join(sorted(unset)[:_MOST_SHOWN])
        more = " …" if len(unset) > _MOST_SHOWN else ""
        yield f"{words(text(f'scripts.{script}'))} ({shown}{more})"

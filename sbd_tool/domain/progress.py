"""How long work says how far it is, and where it can be stopped."""

from typing import Final, Protocol

from sbd_tool.domain.text import Text


class Progress(Protocol):
    """Reports and, when somebody asked to stop, raises `Cancelled`."""

    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Say that ``fraction`` (0 to 1) of the work is done; may raise ``Cancelled``."""
        ...


class _Silent:
    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Do nothing."""


SILENT: Final[Progress] = _Silent()


class Span:
    """A part of a longer work, told in its own 0 to 1.

    Examples:
        >>> class Log:
        ...     def advance(self, fraction, note=None):
        ...         print(fraction)
        >>> Span(Log(), 0.5, 1.0).advance(0.5)
        0.75
    """

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Map the part's fraction to the whole."""
        self._whole.advance(self._start + (self._end - self._start) * fraction, note)

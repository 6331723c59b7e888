"""Results kept in memory: an analysis runs again only when something it reads has changed."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final

from sbd_tool.analysis.site_survey import SiteSurvey, survey
from sbd_tool.domain.layers import Layer
from sbd_tool.domain.rubric import Rubric

_KEPT_RESULTS: Final = 2_000
_KEPT_SURVEYS: Final = 12
_KEPT_PIECES: Final = 60_000
_MISSING: Final = object()


class ResultCache:
    """Least-recently-used results by digest, safe to share between threads.

    A key is the digest of everything a result depends on, so an entry is never wrong, only old.
    """

    def __init__(self, kept: int = _KEPT_RESULTS) -> None:
        self._kept = kept
        self._results: OrderedDict[str, Any] = OrderedDict()
        self._surveys: OrderedDict[tuple[int, str, int], tuple[Any, SiteSurvey]] = OrderedDict()
        self._pieces: dict[int, tuple[object, bytes]] = {}
        self._lock = threading.Lock()

    def get(self, key: str, otherwise: Any = None) -> Any:
        """The result of that digest."""
        with self._lock:
            found = self._results.get(key, _MISSING)
            if found is _MISSING:
                return otherwise
            self._results.move_to_end(key)
            return found

    def put(self, key: str, result: Any) -> None:
        """Keep a result."""
        with self._lock:
            self._results[key] = result
            self._results.move_to_end(key)
            while len(self._results) > self._kept:
                self._results.popitem(last=False)

    def survey(self, layers: Sequence[Layer], square: str, rubric: Rubric) -> SiteSurvey:
        """The survey of a plan; the same layers are surveyed once.

        Raises:
            SquareMissingError: No square is picked.
        """
        key = (id(layers), square, id(rubric.numbers))
        with self._lock:
            if key in self._surveys:
                self._surveys.move_to_end(key)
                return self._surveys[key][1]
        found = survey(layers, square, rubric)
        with self._lock:
            self._surveys[key] = ((layers, rubric.numbers), found)  # held: an id stays theirs
            while len(self._surveys) > _KEPT_SURVEYS:
                self._surveys.popitem(last=False)
                self._pieces.clear()
        return found

    def piece(self, thing: object) -> bytes | None:
        """The digest kept for this very object, or None."""
        known = self._pieces.get(id(thing))
        return None if known is None or known[0] is not thing else known[1]

    def keep_piece(self, thing: object, digest: bytes) -> None:
        """Keep the digest of an immutable object; the object is held with it."""
        if len(self._pieces) > _KEPT_PIECES:
            self._pieces.clear()
        self._pieces[id(thing)] = (thing, digest)

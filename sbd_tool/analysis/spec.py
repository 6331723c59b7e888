"""What an analysis is: a pure function with a key, a version and a list of what it reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAssessed:
    """An analysis could not run; it travels to the report as such."""

    reason: Text
    hint: Text | None = None


Results = Mapping[str, Any]
Run = Callable[[EffectiveSite, Results, Rubric, Progress], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisSpec:
    """One analysis. Analyses never import each other; the pipeline passes values.

    Attributes:
        key: Stable key ("edge").
        title: Shown name.
        version: Raised whenever numbers may change; part of the cache key.
        reads: Roles whose elements it reads.
        reads_classes: Whether it also reads unseen counts, class knowledge and leanings of those
            roles; it is handed a site without them otherwise, and runs less often.
        reads_facts: Keys of facts it reads; a trailing "*" matches by prefix.
        reads_numbers: Rubric numbers it reads.
        reads_square_tags: Whether it reads the attributes of the square itself.
        reads_practices: Whether it reads the practice measures.
        reads_luminaires: Whether it reads the library of light distributions.
        needs_results: Keys of analyses whose results it takes.
        run: (effective_site, results, rubric, progress) -> result or ``NotAssessed``.
        is_slow: Runs only on demand (``--wait``) or in the background.
        is_heavy: Runs in every assessment, but takes longer than an edit may wait: while an edit
            is followed, what takes its result turns stale.
        is_costly: Takes seconds to minutes and brackets doubt itself: it is part of an assessment
            only where somebody asks for it, and runs once, in the likely world.
        sources: Keys of guidance sources and papers.
    """

    key: str
    title: Text
    version: int
    reads: tuple[Role, ...]
    run: Run
    reads_facts: tuple[str, ...] = ()
    reads_numbers: tuple[str, ...] = ()
    reads_square_tags: bool = False
    reads_practices: bool = False
    reads_luminaires: bool = False
    reads_classes: bool = False
    needs_results: tuple[str, ...] = ()
    is_slow: bool = False
    is_heavy: bool = False
    is_costly: bool = False
    sources: tuple[str, ...] = ()

"""Run a few long computations on two threads, with one progress and one way to stop them."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Final, TypeVar

from sbd_tool.domain.errors import Cancelled
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Text

_Result = TypeVar("_Result")
_THREADS: Final = 2  # memory, not processors, sets this
_LOOK_S: Final = 0.05


class _Part:
    """Progress of one computation, read by the thread that started it."""

    def __init__(self) -> None:
        self.fraction = 0.0
        self.is_stopped = False

    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Note how far it is; raises ``Cancelled`` once stopped."""
        del note
        self.fraction = max(self.fraction, fraction)
        if self.is_stopped:
            raise Cancelled


def side_by_side(
    works: Sequence[Callable[[Progress], _Result]], progress: Progress
) -> list[_Result]:
    """Run works that release the interpreter's lock; results come in the order of the works.

    Who stops it is not kept waiting: works end by themselves when they next say how far they are,
    and what they found is dropped.

    Args:
        works: Each takes its own progress.
        progress: Told the mean of all from this thread only; may raise ``Cancelled``.
    """
    parts = [_Part() for _ in works]
    pool = ThreadPoolExecutor(_THREADS)
    try:
        futures = [pool.submit(work, part) for work, part in zip(works, parts, strict=True)]
        while wait(futures, timeout=_LOOK_S).not_done:
            progress.advance(sum(part.fraction for part in parts) / len(parts))
        return [future.result() for future in futures]
    finally:
        for part in parts:
            part.is_stopped = True
        pool.shutdown(wait=False, cancel_futures=True)

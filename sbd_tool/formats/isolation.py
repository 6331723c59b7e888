"""Run a reading task in a process of its own, with a limit on time, and a way to stop it."""

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, BinaryIO, Final

from sbd_tool.domain.progress import Progress
from sbd_tool.formats.problems import unreadable
from sbd_tool.formats.worker import FRAME, READ_APART

_POLL_S: Final = 0.1
_END: Final = ("ended", None)


def run_apart(task: str, name: str, progress: Progress, limit_s: float, **arguments: Any) -> Any:
    """Run a task of `worker.TASKS` in a new process.

    Args:
        task: Key of the task.
        name: File name, for the words of an error.
        progress: Told how far it is; when it raises `Cancelled` the process is ended.
        limit_s: Seconds after which the process is ended.
        arguments: Arguments of the task.

    Raises:
        SbdError: What the task raised; or the process crashed, or took too long.
    """
    with _started() as process:
        if process.stdin is None or process.stdout is None:
            raise unreadable("reader_stopped", "damaged", name)
        answers: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        threading.Thread(target=_collect, args=(process.stdout, answers), daemon=True).start()
        try:
            process.stdin.write(pickle.dumps((task, arguments)))
            process.stdin.close()
        except OSError:
            raise unreadable("reader_stopped", "damaged", name) from None
        return _await_answer(answers, name, progress, limit_s)


@contextmanager
def _started() -> "Iterator[subprocess.Popen[bytes]]":
    here = [os.path.abspath(place or ".") for place in sys.path]  # noqa: PTH100 - "" is "here"
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(here),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "PYTHONHASHSEED": "0",
    }
    process = subprocess.Popen(  # noqa: S603 - this very program
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _command() -> list[str]:
    """A bundled program is no Python to start a module with: it has a word for it instead."""
    if getattr(sys, "frozen", False):
        return [sys.executable, READ_APART]
    return [sys.executable, "-m", "sbd_tool.formats.worker"]


def _collect(out: BinaryIO, answers: "queue.SimpleQueue[tuple[str, Any]]") -> None:
    try:
        while head := out.read(FRAME.size):
            (length,) = FRAME.unpack(head)
            answers.put(pickle.loads(out.read(length)))  # noqa: S301 - from our own child
    except (OSError, ValueError, EOFError, pickle.UnpicklingError):
        pass
    answers.put(_END)


def _await_answer(
    answers: "queue.SimpleQueue[tuple[str, Any]]", name: str, progress: Progress, limit_s: float
) -> Any:
    end = monotonic() + limit_s
    fraction = 0.0
    while True:
        try:
            kind, value = answers.get(timeout=_POLL_S)
        except queue.Empty:
            kind, value = "progress", (fraction, None)  # a chance to stop
        if monotonic() > end:  # asked of every answer, so that a chatty reader ends too
            raise unreadable("took_too_long", "too_large", name, seconds=round(limit_s))
        if kind == "done":
            return value
        if kind == "failed":
            raise value
        if kind == "ended":
            raise unreadable("reader_stopped", "damaged", name)
        fraction, note = value
        progress.advance(fraction, note)

"""Run a crowd engine in an interpreter of its own: a scenario in, trajectories out, as JSON."""

import json
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic
from typing import Any, Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.trajectory_file import MAX_BYTES, parsed

ENGINES: Final = {"jupedsim": "jupedsim_engine.py", "straight": "straight_engine.py"}
_POLL_S: Final = 0.1


def walker_numbers() -> dict[str, float]:
    """How people are set up for an engine: figures with source and basis in the shipped file."""
    plain = json.loads(resource_path("crowd", "walkers.json").read_bytes())
    return {key: float(number["value"]) for key, number in plain.items()}


def run_engine(
    engine: str, scenario: dict[str, Any], python: str, limit_s: float, progress: Progress
) -> dict[str, Any]:
    """Run one scenario.

    Args:
        engine: Key of ``ENGINES``.
        scenario: Plain values, see docs/method/crowd.md.
        python: Interpreter that has the engine; "" is the one this program runs in.
        limit_s: Seconds after which it is stopped.
        progress: Told now and then; when it raises ``Cancelled`` the engine is stopped.

    Returns:
        The answer, its form checked, its figures not yet.

    Raises:
        InputError: There is no such interpreter, it lacks the engine, the engine failed, answered
            nothing that can be read, or took too long.
    """
    if not python and getattr(sys, "frozen", False):
        raise _problem("no_python", name="")  # a bundled program is no interpreter for scripts
    command = [python or sys.executable, "-I", str(resource_path("crowd", ENGINES[engine]))]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own script in an interpreter a person names
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as fault:
        raise _problem("no_python", name=Path(python).name) from fault
    raw = _answer(process, json.dumps(scenario).encode("ascii"), limit_s, progress)
    if raw is None:
        raise _problem("engine_slow", seconds=round(limit_s))
    if not raw.strip():
        raise _problem("engine_silent", name=engine)
    answer = parsed(raw, engine)
    if "missing" in answer:
        raise _problem("engine_missing", name=engine)
    if "failed" in answer:
        raise _problem("engine_failed", reason=str(answer["failed"])[:200])
    return answer


def _answer(
    process: "subprocess.Popen[bytes]", scenario: bytes, limit_s: float, progress: Progress
) -> bytes | None:
    """What the engine wrote, at most ``MAX_BYTES``; None where it took too long."""
    found: list[bytes] = []

    def exchange() -> None:
        if process.stdin is None or process.stdout is None:
            return
        try:
            process.stdin.write(scenario)
            process.stdin.close()
        except OSError:
            pass  # it ended without reading: what it says, if anything, is read below
        found.append(process.stdout.read(MAX_BYTES + 1))

    worker = threading.Thread(target=exchange, daemon=True)
    worker.start()
    end = monotonic() + limit_s
    try:
        while worker.is_alive():
            worker.join(_POLL_S)
            if worker.is_alive() and monotonic() > end:
                return None
            progress.advance(min(0.95, 1.0 - max(0.0, end - monotonic()) / limit_s))
    finally:
        process.kill()
        process.wait()
        worker.join()  # its pipe has ended with the process
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
    return found[0][:MAX_BYTES] if found else b""


def _problem(key: str, **params: str | int) -> InputError:
    return InputError(text(f"people.{key}", **params), text(f"people.{key}_hint"))

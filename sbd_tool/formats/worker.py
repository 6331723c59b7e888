"""The process in which plan files are parsed: a crash or a flood of memory ends here.

Started as ``python -m sbd_tool.formats.worker``. A request comes as one pickle on standard input;
answers leave on standard output as frames: eight bytes of length, then a pickle of
``("progress", (fraction, note))``, ``("done", value)`` or ``("failed", SbdError)``.
"""

import os
import pickle
import struct
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.layers import Source
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.limits import WORKER_MEMORY_BYTES
from sbd_tool.formats.problems import damaged, unreadable
from sbd_tool.formats.spec import Bbox

FRAME: Final = struct.Struct(">Q")
READ_APART: Final = "--read-apart"
"""The word by which a bundled program becomes this process."""
_STEP: Final = 0.02
_NOT_NEEDED: Final = ("geopandas", "pandas", "pyarrow", "matplotlib")
"""Packages pyogrio and ezdxf look for and load; none of them is used to read a plan."""


def read_file(
    progress: Progress, *, key: str, path: Path, source: Source, bbox: Bbox | None
) -> RawPlan:
    """Run one reader; whatever it raises becomes words.

    Raises:
        SbdError: The file cannot be read.
    """
    from sbd_tool.formats.readers import READERS

    reader = READERS[key]
    try:
        if bbox is not None and reader.read_window is not None:
            return reader.read_window(path, source, progress, bbox=bbox)
        return reader.read(path, source, progress)
    except SbdError:
        raise
    except MemoryError:
        raise unreadable("needs_memory", "too_large", source.name) from None
    except OSError:
        raise unreadable("not_readable", "not_readable", source.name) from None
    except Exception:  # noqa: BLE001 # boundary: the border to unknown files: nothing else may pass
        raise damaged(source.name, reader.title) from None


def find_places(progress: Progress, *, path: Path, source: Source, query: str) -> Any:
    """Find places in an OpenStreetMap file.

    Raises:
        SbdError: The file cannot be read.
    """
    from sbd_tool.formats.osm_places import find_here

    progress.advance(0.0)
    try:
        return find_here(path, source, query)
    except SbdError:
        raise
    except Exception:  # noqa: BLE001 # boundary: see above
        raise damaged(source.name, text("formats.title_osm_pbf")) from None


def inspect_dxf(progress: Progress, *, path: Path, source: Source) -> Any:
    """Say what a drawing holds.

    Raises:
        SbdError: It cannot be read.
    """
    return look_into_dxf(progress, path=path, source=source)[0]


def look_into_dxf(progress: Progress, *, path: Path, source: Source) -> tuple[Any, RawPlan]:
    """Say what a drawing holds, and give what is drawn.

    Raises:
        SbdError: It cannot be read.
    """
    from sbd_tool.formats.dxf_inspection import look_into

    try:
        return look_into(path, source, progress)
    except SbdError:
        raise
    except MemoryError:
        raise unreadable("needs_memory", "too_large", source.name) from None
    except OSError:
        raise unreadable("not_readable", "not_readable", source.name) from None
    except Exception:  # noqa: BLE001 # boundary: see above
        raise damaged(source.name, text("formats.title_dxf")) from None


def read_turned(progress: Progress, *, path: Path, source: Source) -> Any:
    """Read a photograph upright.

    Raises:
        SbdError: It cannot be read.
    """
    from sbd_tool.formats.jpeg_upright import read_here

    progress.advance(0.0)
    try:
        return read_here(path, source)
    except SbdError:
        raise
    except MemoryError:
        raise unreadable("needs_memory", "too_large", source.name) from None
    except Exception:  # noqa: BLE001 # boundary: see above
        raise damaged(source.name, text("formats.title_jpeg")) from None


TASKS: Final[Mapping[str, Callable[..., Any]]] = {
    "read_file": read_file,
    "find_places": find_places,
    "inspect_dxf": inspect_dxf,
    "look_into_dxf": look_into_dxf,
    "read_turned": read_turned,
}


class _Teller:
    """Progress that crosses the border to the other process."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._told = out, -1.0

    def advance(self, fraction: float, note: Text | None = None) -> None:
        """Tell small steps, and every note."""
        if note is not None or fraction - self._told >= _STEP:
            self._told = fraction
            send(self._out, ("progress", (fraction, note)))


def send(out: BinaryIO, answer: tuple[str, Any]) -> None:
    """Write one frame."""
    packed = pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL)
    out.write(FRAME.pack(len(packed)))
    out.write(packed)
    out.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit holds there
        return
    limit = getattr(resource, "RLIMIT_DATA", None)
    if limit is not None:
        resource.setrlimit(limit, (WORKER_MEMORY_BYTES, WORKER_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer one request."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())  # libraries that print must not break the frames
    task, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent process
    for heavy in _NOT_NEEDED:
        sys.modules.setdefault(heavy, None)  # type: ignore[arg-type]
    _limit_memory()
    try:
        value = TASKS[task](_Teller(out), **arguments)
    except SbdError as error:
        send(out, ("failed", error))
    except MemoryError:
        send(out, ("failed", unreadable("needs_memory", "too_large", arguments["source"].name)))
    else:
        send(out, ("done", value))


if __name__ == "__main__":
    main()

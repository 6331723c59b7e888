"""Trajectories as JSON: what an engine answers, and the file they are kept in; both bounded."""

import json
import math
from pathlib import Path
from typing import Any, Final

import numpy as np

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text
from sbd_tool.domain.trajectories import Trajectories
from sbd_tool.formats.durable import write_durably

MAX_BYTES: Final = 256 * 1024**2
MAX_WALKERS: Final = 5_000
MAX_FRAMES: Final = 20_000
MAX_PLACES: Final = 20_000_000
_FAR_M: Final = 1e8
_LEAST_S: Final = 0.01
_MOST_S: Final = 600.0
_NAME: Final = 200
_KIND: Final = "sbd-trajectories"


def read_trajectories(path: Path) -> Trajectories:
    """Read a file of trajectories.

    Raises:
        InputError: It is too large, damaged, or none.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise _refused(path.name) from fault
    if len(raw) > MAX_BYTES:
        raise _refused(path.name)
    plain = parsed(raw, path.name)
    if plain.get("kind") != _KIND:
        raise _refused(path.name)
    return trajectories_of(plain, path.name)


def write_trajectories(found: Trajectories, path: Path) -> None:
    """Keep trajectories in a file."""
    plain = {
        "kind": _KIND,
        "protocol": 1,
        "engine": found.engine,
        "crs": found.crs,
        "people": found.people,
        "seed": found.seed,
        "frame_s": found.frame_s,
        "seconds": found.seconds,
        "left": found.left,
        "frames": [[[int(n), x, y] for n, x, y in frame.tolist()] for frame in found.frames],
    }
    write_durably(path, json.dumps(plain).encode("ascii"))


def parsed(raw: bytes, name: str) -> dict[str, Any]:
    """JSON of an answer or a file.

    Raises:
        InputError: It is none.
    """
    try:
        plain = json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise _refused(name) from fault
    if not isinstance(plain, dict) or plain.get("protocol") != 1:
        raise _refused(name)
    return plain


def trajectories_of(plain: dict[str, Any], name: str) -> Trajectories:
    """Check every figure; nothing that is announced is believed.

    Raises:
        InputError: Something is missing, no number, or beyond the bounds.
    """
    try:
        frames = plain["frames"]
        is_bounded = isinstance(frames, list) and 0 < len(frames) <= MAX_FRAMES
        sizes = [len(frame) for frame in frames] if is_bounded else [MAX_WALKERS + 1]
        if max(sizes) > MAX_WALKERS or sum(sizes) > MAX_PLACES:
            raise _refused(name)
        made = tuple(np.array(frame, dtype=np.float64).reshape(-1, 3) for frame in frames)
        if not all(bool((np.abs(frame) < _FAR_M).all()) for frame in made):
            raise _refused(name)
        frame_s, seconds = float(plain["frame_s"]), float(plain["seconds"])
        people = int(plain.get("people", sizes[0]))
        if not (
            _LEAST_S <= frame_s <= _MOST_S and 0 <= seconds < math.inf and 0 < people <= MAX_WALKERS
        ):
            raise _refused(name)
        return Trajectories(
            engine=str(plain["engine"])[:_NAME],
            crs=str(plain.get("crs", ""))[:_NAME],
            people=people,
            seed=int(plain.get("seed", 0)),
            frame_s=frame_s,
            frames=made,
            seconds=seconds,
            left=int(plain["left"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as fault:
        raise _refused(name) from fault


def _refused(name: str) -> InputError:
    return InputError(
        text("people.no_trajectories", name=name), text("people.no_trajectories_hint"), name
    )

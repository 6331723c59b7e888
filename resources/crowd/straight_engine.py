# ruff: noqa: INP001 - run as a file by another interpreter
"""Straight-line walkers behind the crowd protocol: no collisions, no obstacles, no queues.

A yardstick that needs nothing but Python: everybody walks straight to the exit they are told. Times
are the least there can be; nothing is said of crowding.
"""

import json
import math
import sys
from typing import Any


def middle_of(corners: list[list[float]]) -> tuple[float, float]:
    """Mean of the corners of an exit."""
    return (
        sum(x for x, _ in corners) / len(corners),
        sum(y for _, y in corners) / len(corners),
    )


def simulate(scenario: dict[str, Any]) -> dict[str, Any]:
    """Walk everybody straight to the middle of their exit."""
    frame_s, limit_s = float(scenario["frame_s"]), float(scenario["limit_s"])
    exits = [middle_of(corners) for corners in scenario["exits"]]
    frames, time_s, walkers = [], 0.0, scenario["walkers"]
    while True:
        frame = []
        for number, (x, y, exit_number) in enumerate(walkers):
            to_x, to_y = exits[int(exit_number)]
            away = math.hypot(to_x - x, to_y - y)
            gone = float(scenario["speeds"][number]) * time_s
            if gone < away:
                share = gone / away
                at_x, at_y = x + share * (to_x - x), y + share * (to_y - y)
                frame.append([number, round(at_x, 2), round(at_y, 2)])
        frames.append(frame)
        if not frame or time_s >= limit_s:
            break
        time_s += frame_s
    return {
        "engine": "Straight-line walkers, without collisions or obstacles",
        "frame_s": frame_s,
        "frames": frames,
        "seconds": time_s,
        "left": len(frames[-1]),
    }


def main() -> None:
    """Answer one scenario."""
    try:
        answer = simulate(json.load(sys.stdin))
    except (ValueError, KeyError, IndexError, TypeError) as fault:
        answer = {"failed": str(fault)[:500]}
    json.dump({"protocol": 1, **answer}, sys.stdout)


if __name__ == "__main__":
    main()

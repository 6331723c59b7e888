"""Where simulated walkers are, frame by frame."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Trajectories:
    """What an engine brought back.

    Attributes:
        engine: Its own name and model.
        crs: CRS of the places.
        people: How many began.
        seed: Seed of the places they began at.
        frame_s: Seconds between frames.
        frames: For each frame (n, 3): number of the walker, east and north in metres.
        seconds: Until the last one was out, or until it was stopped.
        left: How many were still there then.
    """

    engine: str
    crs: str
    people: int
    seed: int
    frame_s: float
    frames: tuple[npt.NDArray[np.float64], ...]
    seconds: float
    left: int

    def at(self, time_s: float) -> npt.NDArray[np.float64]:
        """(n, 3) walkers at a time, that of the frame before it."""
        number = min(len(self.frames) - 1, max(0, int(time_s / self.frame_s)))
        return self.frames[number]

    def out_after_s(self, share: float) -> float | None:
        """Seconds until such a share of the people is out; None where that never happens."""
        most = self.people * (1.0 - share)
        for number, frame in enumerate(self.frames):
            if len(frame) <= most + 1e-9:
                return number * self.frame_s
        return None

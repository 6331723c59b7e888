"""The sealed police layer: what the officer draws, and the goal that alone is released from it.

Outside this module's values nothing of a layer is ever plain but the goal: objects, their words,
their places and their number lie in one closed box of a fixed size.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import shapely
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.plain import Plain, canonical
from sbd_tool.domain.text import text
from sbd_tool.domain.vehicles import VEHICLE_CLASSES

KIND: Final = "sealed_layer"
BUCKETS: Final = (16_384, 65_536, 262_144, 1_048_576)
"""Sizes a layer is padded to, bytes: the smallest it fits tells its size, and no more."""
MOST_OBJECTS: Final = 2_000
LONGEST: Final = 2_000
FASTEST_KMH: Final = 200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtectionGoal:
    """What the officer releases to the planner.

    Attributes:
        vehicle: Vehicle class that is to be stopped, or "".
        speed_kmh: Test speed, or None.
        words: More about the goal, in plain words.
    """

    vehicle: str = ""
    speed_kmh: float | None = None
    words: str = ""

    def as_plain(self) -> dict[str, Plain]:
        """As it is signed and kept."""
        return {"vehicle": self.vehicle, "speed_kmh": self.speed_kmh, "words": self.words}

    def checked(self) -> "ProtectionGoal":
        """The same goal.

        Raises:
            InputError: There is no such vehicle class, the speed cannot be, or it says too much.
        """
        if self.vehicle and self.vehicle not in VEHICLE_CLASSES:
            raise InputError(
                text("sealed.no_vehicle", vehicle=self.vehicle[:40]),
                text("domain.known_keys", keys=", ".join(VEHICLE_CLASSES)),
            )
        if self.speed_kmh is not None and not 0.0 < self.speed_kmh <= FASTEST_KMH:
            raise InputError(text("sealed.no_speed"), text("sealed.no_speed.hint"))
        if len(self.words) > LONGEST:
            raise InputError(text("sealed.too_long"), text("sealed.too_long.hint"))
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedObject:
    """One object of the layer: a place, a line or an area with words.

    Attributes:
        geometry: Metres in the project's CRS.
        words: What it is.
    """

    geometry: BaseGeometry
    words: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedContent:
    """A layer while it is open; kept in memory only.

    Attributes:
        goal: What is released.
        objects: What is not.
        seed: Secret key it is signed with, 32 bytes; b"" before the first sealing.
    """

    goal: ProtectionGoal = field(default_factory=ProtectionGoal)
    objects: tuple[SealedObject, ...] = field(default=(), repr=False)
    seed: bytes = field(default=b"", repr=False)

    def as_bytes(self) -> bytes:
        """The content before it is padded and closed.

        Raises:
            InputError: There are too many objects.
        """
        if len(self.objects) > MOST_OBJECTS:
            raise InputError(text("sealed.too_large"), text("sealed.too_large.hint"))
        told: dict[str, Plain] = {
            "version": 1,
            "seed": self.seed.hex(),
            "goal": self.goal.as_plain(),
            "objects": [
                [shapely.to_wkt(one.geometry, rounding_precision=3), one.words[:LONGEST]]
                for one in self.objects
            ],
        }
        return canonical(told).encode("ascii")


def content_of(raw: bytes) -> SealedContent:
    """Read what `SealedContent.as_bytes` wrote.

    Raises:
        ValueError: It does not read.
    """
    told = json.loads(raw)
    if not isinstance(told, dict) or told.get("version") != 1:
        raise ValueError("unknown version")
    objects = tuple(
        SealedObject(geometry=shapely.from_wkt(wkt), words=str(words)[:LONGEST])
        for wkt, words in list(told["objects"])[:MOST_OBJECTS]
    )
    return SealedContent(
        goal=goal_of(told["goal"]), objects=objects, seed=bytes.fromhex(told["seed"])
    )


def goal_of(told: Mapping[str, Any]) -> ProtectionGoal:
    """Read a goal; what does not read is left out."""
    vehicle, speed, words = (told.get(name) for name in ("vehicle", "speed_kmh", "words"))
    return ProtectionGoal(
        vehicle=vehicle if vehicle in VEHICLE_CLASSES else "",
        speed_kmh=_speed(speed),
        words=words[:LONGEST] if isinstance(words, str) else "",
    )


def _speed(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    speed = float(value) if is_number and isinstance(value, int | float) else 0.0
    return speed if 0.0 < speed <= FASTEST_KMH else None


def padded(raw: bytes) -> bytes:
    """Bytes with their length in front, filled up to the smallest bucket they fit in.

    Raises:
        InputError: They fit in none.
    """
    whole = len(raw).to_bytes(4, "big") + raw
    size = next((one for one in BUCKETS if one >= len(whole)), None)
    if size is None:
        raise InputError(text("sealed.too_large"), text("sealed.too_large.hint"))
    return whole.ljust(size, b"\0")


def unpadded(raw: bytes) -> bytes:
    """What was padded.

    Raises:
        ValueError: It was not padded so.
    """
    length = int.from_bytes(raw[:4], "big")
    if len(raw) not in BUCKETS or length > len(raw) - 4:
        raise ValueError("not padded")
    return raw[4 : 4 + length]

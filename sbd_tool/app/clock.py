"""Time and new names as values handed in, so that every run can be repeated."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """Aware time in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """Aware time in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place that asks the computer


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still: for tests and for exports that must come out byte for byte."""

    moment: datetime = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment


class IdSource(Protocol):
    """Where ids of new rows come from."""

    def new_id(self) -> str:
        """A UUID as text, never given before."""
        ...


class RandomIds:
    """Random UUIDs (version 4)."""

    def new_id(self) -> str:
        """A UUID as text."""
        return str(uuid.uuid4())


class CountedIds:
    """UUIDs in a fixed order, so that a test or a sample comes out the same each time."""

    def __init__(self, seed: int = 0) -> None:
        self._counts: Iterator[int] = iter(range(1, 1 << 48))
        self._seed = seed

    def new_id(self) -> str:
        """A UUID (version 4 in form) as text."""
        number = (self._seed & 0xFFFFFFFF) << 64 | next(self._counts)
        return str(uuid.UUID(int=number, version=4))


def timestamp(clock: Clock) -> str:
    """The time as rows carry it: ISO 8601, UTC, whole seconds."""
    return clock.now().astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")

"""Open hours: share of the week the square is open to everybody, from tags and measures."""

import re
from typing import Final

from sbd_tool.analysis.attributes import parsed
from sbd_tool.analysis.spec import AnalysisSpec, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import OpenHours
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import text

WEEK_H: Final = 168.0
_DAYS: Final = ("mo", "tu", "we", "th", "fr", "sa", "su")
_RULE: Final = re.compile(
    r"^(?P<days>(?:[a-z]{2}(?:-[a-z]{2})?)(?:,[a-z]{2}(?:-[a-z]{2})?)*)?\s*"
    r"(?P<hours>off|closed|24/7|\d{1,2}:\d{2}-\d{1,2}:\d{2}(?:,\d{1,2}:\d{2}-\d{1,2}:\d{2})*)$"
)
_SHUT: Final = frozenset({"permissive", "private", "customers", "no"})


def weekly_hours(words: str) -> float | None:
    """Hours per week of a simple ``opening_hours`` value; None when it says more than we read.

    Days, ranges of days, several spans a day, "24/7" and "off" are read; seasons, holidays and sun
    times are not. Later rules replace earlier ones for their days, as the specification says.

    Examples:
        >>> weekly_hours("24/7"), weekly_hours("Mo-Fr 07:00-22:00; Sa,Su 09:00-19:00")
        (168.0, 95.0)
        >>> weekly_hours("sunrise-sunset") is None
        True
    """
    week: dict[str, float] = {}
    for rule in words.strip().lower()[:300].rstrip(";").split(";"):
        match = _RULE.match(re.sub(r"\s*([,-])\s*", r"\1", rule.strip()))
        if match is None:
            return None
        days = _days(match.group("days"))
        hours = _hours(match.group("hours"))
        if days is None or hours is None:
            return None
        week |= dict.fromkeys(days, hours)
    return sum(week.values())


def _days(words: str | None) -> list[str] | None:
    if not words:
        return list(_DAYS)
    found: list[str] = []
    for part in words.split(","):
        first, _, last = part.partition("-")
        if first not in _DAYS or (last and last not in _DAYS):
            return None
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        found += [_DAYS[k % len(_DAYS)] for k in range(start, end + 1 + 7 * (end < start))]
    return found


def _hours(words: str) -> float | None:
    if words in {"off", "closed"}:
        return 0.0
    if words == "24/7":
        return 24.0
    total = 0.0
    for span in words.split(","):
        low, high = (int(part[:-3]) + int(part[-2:]) / 60 for part in span.split("-"))
        if low > 24 or high > 48:  # noqa: PLR2004 - hours of a day, past midnight allowed
            return None
        total += high - low if high > low else high + 24.0 - low
    return min(total, 24.0)


def run(site: EffectiveSite, results: Results, rubric: Rubric, progress: Progress) -> OpenHours:
    """Read what the square's own tags and placed closures say.

    A stated closure measure or ``opening_hours`` is taken as it is. An access tag other than yes
    is weak evidence and gives a range; no tag at all means open, with some doubt. What happens
    after dark without a sign is not on any map: figures are rather too high.
    """
    del results, progress
    stated = parsed(site.square_tags.get("open_hours_per_week"))
    words = site.square_tags.get("opening_hours")
    if stated is None and isinstance(words, str):
        stated = weekly_hours(words)
    if stated is not None:
        percent = 100.0 * min(max(stated, 0.0), WEEK_H) / WEEK_H
        return OpenHours(low=percent, likely=percent, high=percent, reason="stated", objects=())
    access = site.square_tags.get("access") or site.square_tags.get("foot")
    if isinstance(access, str) and access.strip().lower() in _SHUT:
        return OpenHours(
            low=rubric.value("permissive_hours_low_percent"),
            likely=rubric.value("permissive_hours_likely_percent"),
            high=100.0,
            reason="permissive",
            objects=(),
        )
    return OpenHours(
        low=rubric.value("open_hours_low_percent"),
        likely=100.0,
        high=100.0,
        reason="untagged",
        objects=(),
    )


SPEC: Final = AnalysisSpec(
    key="open_hours",
    title=text("analysis.open_hours"),
    version=1,
    reads=(),
    reads_square_tags=True,
    reads_numbers=(
        "permissive_hours_low_percent",
        "permissive_hours_likely_percent",
        "open_hours_low_percent",
    ),
    run=run,
    sources=("N&S2007",),
)

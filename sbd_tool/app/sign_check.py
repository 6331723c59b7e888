"""Hold the sign of what measures really do here against the catalogue: a list for review."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.proposing import Bench, moves, touched_by, with_measures
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.catalogue import Door, GeometryKind, MeasureKind
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.results import Approaches
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.scoring.moves import gain
from sbd_tool.scoring.placements import Placement, spots

_SHORTEST_M: Final = 8.0


class Sign(StrEnum):
    """What a comparison of two signs says."""

    AGREES = "agrees"
    CONFLICT = "conflict"  # a review item, never an error: geometry is what it is
    SILENT = "silent"  # nothing moved here, whatever the catalogue says


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One kind, placed once for the trial.

    Attributes:
        kind: Catalogue key.
        claimed: Catalogue effect on openness and protection, -3 to +3.
        realised: Points gained here, openness and protection; middle of the range's move where
            there is no single number.
        signs: Verdicts for openness and protection.
    """

    kind: str
    claimed: tuple[int, int]
    realised: tuple[float, float]
    signs: tuple[Sign, Sign]


def list_signs(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
    """Place each site measure once, evaluate it, and compare the signs.

    Raises:
        SquareMissingError: No square is picked.
    """
    found = check_signs(project, rules, wish, progress)
    review = [one for one in found if Sign.CONFLICT in one.signs]
    kinds = rules.catalogue.measures
    lines: list[Text] = [text("waterfall.signs_head", count=len(review), total=len(found))]
    lines += [_line(kinds[one.kind], one) for one in review]
    return ListResult(
        content={"measures": [_content(one) for one in found], "review": [r.kind for r in review]},
        lines=tuple(lines),
        notes=(text("waterfall.signs_note"),),
    )


def check_signs(
    project: Project, rules: Rules, wish: ListWish, progress: Progress
) -> tuple[Checked, ...]:
    """Try each site measure that is not flagged and can be drawn; in catalogue order."""
    bench = _bench(project, rules, wish)
    kinds = [
        kind
        for kind in rules.catalogue.measures
        if kind.door.door is Door.SITE and not kind.is_flagged
    ]
    found: list[Checked] = []
    for number, kind in enumerate(kinds):
        progress.advance(number / len(kinds), kind.name)
        place = _place(bench, kind)
        if place is not None or kind.accepts(GeometryKind.SITE_WIDE):
            found.append(_tried(bench, kind, place))
    return tuple(found)


def _bench(project: Project, rules: Rules, wish: ListWish) -> Bench:
    method, cache = standard_method(), ResultCache()
    before = evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        method,
        option=wish.option,
        time_state=wish.time_state,
        cache=cache,
    )
    return Bench(project=project, rules=rules, method=method, before=before, cache=cache)


def _place(bench: Bench, kind: MeasureKind) -> BaseGeometry | None:
    """A point near the edge, a row along the longest approach, a field in the middle."""
    zone, results = bench.before.likely.zone, bench.before.results
    spot = spots(zone, bench.rules.rubric)[0]
    if kind.geometry is GeometryKind.POINT:
        return spot
    if kind.geometry is GeometryKind.LINE:
        return _longest(results, zone)
    if kind.geometry is GeometryKind.AREA:
        side = max(_SHORTEST_M, zone.area**0.5 / 4) / 2
        field = zone.representative_point().buffer(side, cap_style="square").intersection(zone)
        return field if isinstance(field, Polygon) and field.area > 0 else None
    return None


def _longest(results: Any, zone: Polygon) -> BaseGeometry:
    found = results.get("approaches")
    if isinstance(found, Approaches) and found.approaches:
        return max(found.approaches, key=lambda entry: entry.length_m).line
    corners = list(zone.exterior.coords)
    return LineString(corners[:2])


def _tried(bench: Bench, kind: MeasureKind, place: BaseGeometry | None) -> Checked:
    placement = Placement(
        key=f"{kind.key}:sign", kind=kind.key, template="one", geometries=(place,)
    )
    site = bench.before.site
    measures = placement.measures(bench.project.id, site.option)
    after = evaluate(
        with_measures(bench.project, measures),
        bench.rules.catalogue,
        bench.rules.rubric,
        bench.method,
        option=site.option,
        time_state=site.time_state,
        cache=bench.cache,
        known=bench.before,
        touched=touched_by(bench.method, kind),
    )
    openness, protection = moves(bench.rules.rubric, bench.before.ledgers, after.ledgers)
    claimed = (kind.effect.openness, kind.effect.protection)
    realised = (gain(openness), gain(protection))
    limit = bench.rules.rubric.value("win_win_points")
    first, second = (
        sign_of(claim, points, limit) for claim, points in zip(claimed, realised, strict=True)
    )
    return Checked(kind=kind.key, claimed=claimed, realised=realised, signs=(first, second))


def sign_of(claimed: int, points: float, limit: float) -> Sign:
    """Compare a claimed effect with points gained.

    Examples:
        >>> sign_of(1, -2.5, 0.05).value, sign_of(1, 0.0, 0.05).value, sign_of(0, 0.0, 0.05).value
        ('conflict', 'silent', 'agrees')
    """
    if abs(points) <= limit:
        return Sign.SILENT if claimed else Sign.AGREES
    return Sign.AGREES if (points > 0) is (claimed > 0) and claimed else Sign.CONFLICT


def _content(one: Checked) -> dict[str, Any]:
    names = ("openness", "protection")
    return {
        "kind": one.kind,
        **{
            name: {"claimed": claim, "realised": points, "sign": sign.value}
            for name, claim, points, sign in zip(
                names, one.claimed, one.realised, one.signs, strict=True
            )
        },
    }


def _line(kind: MeasureKind, one: Checked) -> Text:
    first, *rest = _sides(one)
    if rest:
        return text("waterfall.signs_both", name=kind.name, side=first, other=rest[0])
    return text("waterfall.signs_line", name=kind.name, side=first)


def _sides(one: Checked) -> Iterator[Text]:
    """Each ledger in which catalogue and square disagree."""
    for ledger, sign, claim, points in zip(
        LedgerKey, one.signs, one.claimed, one.realised, strict=True
    ):
        if sign is Sign.CONFLICT:
            claimed, here = _signed(claim, 0), _signed(points, 1)
            yield text(f"waterfall.signs_{ledger.value}", claimed=claimed, points=here)


def _signed(points: float, decimals: int) -> Text | Quantity:
    told = Quantity(points, "", decimals)
    return text("waterfall.plus", points=told) if points > 0 else told

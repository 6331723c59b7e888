"""Ways of people as a list: pair by pair and user by user, before and after what is planned."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import shapely

from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import names_of
from sbd_tool.app.walking import (
    Change,
    Effect,
    changed,
    effects_of,
    planned_measures,
    walks_as_designed,
    walks_as_it_stands,
)
from sbd_tool.domain.list_result import ListResult, ListWish
from sbd_tool.domain.progress import Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Verdict
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, text
from sbd_tool.domain.walk_results import Pinch, UserWalks, Walk, WalkEnd, Walks

Name = Callable[[str], Text]
_SURE = (Verdict.PASSES,)
_MAYBE = (Verdict.PASSES, Verdict.UNSURE)


def list_walking(project: Project, rules: Rules, wish: ListWish, progress: Progress) -> ListResult:
    """Every way of every user, a summary of each, what is planned against what stands."""
    walks = walks_as_designed(project, rules, wish, Span(progress, 0.0, 0.4))
    changes: list[tuple[str, Change]] = []
    effects: Sequence[Effect] = ()
    before = walks
    if planned_measures(project):
        before = walks_as_it_stands(project, rules, wish, Span(progress, 0.4, 0.6))
        for user, found in walks.users.items():
            changes += [(user, one) for one in changed(before.users[user], found)]
        users = tuple(dict.fromkeys(user for user, _ in changes))
        if users:
            part = Span(progress, 0.6, 1.0)
            effects = effects_of(project, rules, wish, walks, part, users)
    content: dict[str, Any] = {
        "users": [_user(found, rules.rubric) for found in walks.users.values()],
        "ends": [_end(end) for end in walks.ends.values()],
        "routes": [
            _route(walk, key, project) for key, found in walks.users.items() for walk in found.walks
        ],
        "summary": {key: _summary(found) for key, found in walks.users.items()},
        "desire_lines": _desire(walks),
        "before": {key: _summary(found) for key, found in before.users.items()},
        "changed": [_change(user, one) for user, one in changes],
        "measures": [_effect(one) for one in effects],
    }
    lines = _lines(walks, changes, effects, names_of(project, rules))
    return ListResult(content=content, lines=tuple(lines), notes=walks.notes)


def _user(found: UserWalks, rubric: Rubric) -> dict[str, Any]:
    user = found.user
    number = rubric.numbers[f"passage_{user.key}_m"]
    return {
        "user": user.key,
        "clear_width_m": user.clear_m,
        "basis": number.basis.value,
        "source": number.source or None,
        "max_step_m": user.max_step_m,
        "max_slope_percent": user.max_slope_percent,
    }


def _end(end: WalkEnd) -> dict[str, Any]:
    return {
        "key": end.key,
        "kind": end.kind.value,
        "at": [end.at.x, end.at.y],
        "place": [end.place.x, end.place.y],
        "objects": list(end.objects),
        "wheels": end.wheels.value,
        "unknown": list(end.unknown),
    }


def _route(walk: Walk, user: str, project: Project) -> dict[str, Any]:
    return {
        "user": user,
        "from": walk.start,
        "to": walk.end,
        "verdict": walk.verdict.value,
        "length_m": walk.length_m,
        "length_range_m": [walk.low_m, walk.high_m],
        "straight_m": walk.straight_m,
        "without_objects_m": walk.bare_m,
        "directness": walk.directness,
        "detour": walk.detour,
        "min_clear_m": walk.min_clear_m,
        "pinched_by": None if walk.pinch is None else _pinch(walk.pinch, project),
        "step_free": walk.step_free.value,
        "unknown": list(walk.unknown),
        "line": None if walk.line is None else [list(at) for at in walk.line.coords],
    }


def _pinch(pinch: Pinch, project: Project) -> dict[str, Any]:
    middle = shapely.centroid(pinch.at)
    return {
        "id": pinch.id,
        "name": _plain_name(pinch.id, project),
        "other": pinch.other or None,
        "clear_width_m": pinch.clear_width_m,
        "reason": pinch.reason.value,
        "at": [middle.x, middle.y],
    }


def _plain_name(row: str, project: Project) -> str:
    """Own name of a thing, else its kind or role: the same in every language."""
    measure = project.measures.get(row)
    if measure is not None:
        return measure.name or measure.kind
    for layer in project.layers:
        if row in layer.ids:
            own = layer.attributes[layer.ids.index(row)].get("name")
            return str(own) if own else (layer.role.value if layer.role else "")
    return ""


def _summary(found: UserWalks) -> dict[str, Any]:
    return {
        "pairs": len(found.walks),
        "passes": sum(walk.verdict is Verdict.PASSES for walk in found.walks),
        "unsure": sum(walk.verdict is Verdict.UNSURE for walk in found.walks),
        "blocked": sum(walk.verdict is Verdict.BLOCKED for walk in found.walks),
        "step_free_share": [found.step_free_share(*_SURE), found.step_free_share(*_MAYBE)],
        "permeability": [
            found.share(*_SURE, through=True),
            found.share(*_MAYBE, through=True),
        ],
        "directness": found.mean_directness,
        "detour": found.mean_detour,
    }


def _desire(walks: Walks) -> list[dict[str, Any]]:
    return [
        {
            "user": key,
            "line": [list(at) for at in one.line.coords],
            "length_m": one.line.length,
            "pairs": one.pairs,
            "objects": list(one.objects),
        }
        for key, found in walks.users.items()
        for one in found.desire
    ]


def _change(user: str, one: Change) -> dict[str, Any]:
    return {
        "user": user,
        "from": one.after.start,
        "to": one.after.end,
        "before": one.before.verdict.value,
        "after": one.after.verdict.value,
        "before_m": one.before.length_m,
        "after_m": one.after.length_m,
    }


def _effect(one: Effect) -> dict[str, Any]:
    return {
        "measure": one.measure,
        "user": one.user,
        "pairs_changed": len(one.changes),
        "pairs_blocked": one.blocked,
        "more_m": one.more_m,
    }


def _lines(
    walks: Walks,
    changes: Iterable[tuple[str, Change]],
    effects: Iterable[Effect],
    name: Name,
) -> list[Text]:
    lines: list[Text] = []
    for key, found in walks.users.items():
        lines.append(_head(found))
        lines += [
            text(
                "people.for_whom",
                user=text(f"walking.user_{key}"),
                sentence=walk_sentence(walk, walks, name),
            )
            for walk in found.walks
            if walk.verdict is Verdict.BLOCKED or walk.pinch is not None
        ]
        worse = [one for user, one in changes if user == key]
        if worse:
            lines.append(text("walking.changed", count=len(worse)))
    lines += [
        text(
            "walking.effect",
            measure=name(one.measure),
            user=text(f"walking.user_{one.user}"),
            blocked=one.blocked,
            more=Quantity(one.more_m, "m", 1),
        )
        for one in effects
    ]
    return lines


def _head(found: UserWalks) -> Text:
    counts = _summary(found)
    return text(
        "walking.head",
        user=text(f"walking.user_{found.user.key}"),
        clear=Quantity(found.user.clear_m, "m", 2),
        count=counts["pairs"],
        passes=counts["passes"],
        unsure=counts["unsure"],
        blocked=counts["blocked"],
    )


def end_name(end: WalkEnd, name: Name) -> Text:
    """What an end is called: its sign, and the thing that it stands for."""
    kind = text(f"walking.kind_{end.kind.value}")
    if not end.objects:
        return text("walking.end_bare", key=end.key, kind=kind)
    return text("walking.end", key=end.key, kind=kind, what=name(end.objects[0]))


def walk_sentence(walk: Walk, walks: Walks, name: Name) -> Text:
    """All that is said of one way, in one line."""
    start, end = (end_name(walks.ends[key], name) for key in (walk.start, walk.end))
    pinch = text("walking.no_pinch") if walk.pinch is None else pinch_words(walk.pinch, name)
    if walk.length_m is None:
        pinch = text("walking.no_single_pinch") if walk.pinch is None else pinch
        return text(f"walking.walk_none_{walk.verdict.value}", start=start, end=end, pinch=pinch)
    return text(
        f"walking.walk_{walk.verdict.value}",
        start=start,
        end=end,
        length=Quantity(walk.length_m, "m", 1),
        detour=Quantity(100 * ((walk.detour or 1.0) - 1.0), "%", 1),
        pinch=pinch,
    )


def pinch_words(pinch: Pinch, name: Name) -> Text:
    """What is in the way, with the clear width that is left."""
    width = Quantity(pinch.clear_width_m or 0.0, "m", 2)
    other = name(pinch.other) if pinch.other else text("walking.itself")
    return text(
        f"walking.pinch_{pinch.reason.value}", what=name(pinch.id), other=other, width=width
    )

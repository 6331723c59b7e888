"""Changing what a value is worth, or a number of the rules: checked before it is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.project import SetRules
from sbd_tool.app.rules import load_rules
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import IndicatorRule
from sbd_tool.domain.text import text
from sbd_tool.formats.rules import read_rubric

Pairs = Sequence[tuple[float, float]]

VISIT_NUMBERS: Final = (
    "visit_look_min",
    "visit_confirm_min",
    "visit_object_min",
    "visit_count_min",
    "visit_judge_min",
    "visit_gap_min",
    "visit_rating_min",
    "visit_measure_min",
    "visit_walk_m_per_min",
)


@dataclass(frozen=True, slots=True)
class Changed:
    """What a project changed about one thing: who, and why."""

    author: str
    reason: str


def changes_of(project: Project, prefix: str) -> tuple[Changed, ...]:
    """Changes of paths that begin so ("indicators.O04."), each author and reason once."""
    found = (
        Changed(author, reason)
        for path, (_, reason, author) in sorted(project.rules.rubric_overrides.items())
        if path.startswith(prefix)
    )
    return tuple(dict.fromkeys(found))


def change_indicator(  # noqa: PLR0917 - a rule, what it becomes, who and why
    project: Project, rule: IndicatorRule, breaks: Pairs, weight: float, reason: str, by: By
) -> SetRules:
    """A command that changes breakpoints and weight of an indicator.

    Only what differs from the shipped rules is kept as a change; what equals them goes back.

    Raises:
        RuleFileError: Breakpoints lose order or direction, or the weight is not accepted.
        InputError: The reason or the author is missing.
    """
    shipped = read_rubric(None, project.rules.national_profile).indicators[rule.key]
    told = tuple((float(value), float(points)) for value, points in breaks)
    wanted: dict[str, tuple[object, object]] = {
        f"indicators.{rule.key}.breaks": (told, shipped.breaks),
        f"indicators.{rule.key}.weight": (float(weight), shipped.weight),
    }
    return _checked(project, wanted, reason, by)


def change_numbers(project: Project, values: Mapping[str, float], reason: str, by: By) -> SetRules:
    """A command that changes numbers of the rules; raises as `change_indicator` does."""
    shipped = read_rubric(None, project.rules.national_profile).numbers
    wanted: dict[str, tuple[object, object]] = {
        f"numbers.{key}": (float(value), shipped[key].value) for key, value in values.items()
    }
    return _checked(project, wanted, reason, by)


def take_back(project: Project, prefix: str, by: By) -> SetRules:
    """A command that goes back to the shipped rules where paths begin so."""
    paths = tuple(path for path in project.rules.rubric_overrides if path.startswith(prefix))
    return SetRules(dropped_overrides=paths, by=by)


def _checked(
    project: Project, wanted: Mapping[str, tuple[object, object]], reason: str, by: By
) -> SetRules:
    for said, key in ((reason, "reason"), (by.author, "author")):
        if not said.strip():
            raise InputError(
                text(f"weights.rule_missing_{key}"), text("weights.rule_missing.hint"), key
            )
    known = project.rules.rubric_overrides
    command = SetRules(
        rubric_overrides={
            path: (value, reason.strip())
            for path, (value, shipped) in wanted.items()
            if value != shipped and (path not in known or known[path][0] != value)
        },
        dropped_overrides=tuple(
            path for path, (value, shipped) in wanted.items() if value == shipped and path in known
        ),
        by=by,
    )
    load_rules(command.apply(project))  # refuses what breaks a rule, before anything is done
    return command

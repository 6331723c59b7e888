"""Weights of a project file: put a set in use, keep a set, compare sets; each saved at once."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from sbd_tool.app.clock import Clock, timestamp
from sbd_tool.app.commands.base import Command
from sbd_tool.app.comparing import option_readings, weight_views
from sbd_tool.app.project_edit import opened_to_edit
from sbd_tool.app.rules import load_rules
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.app.weighing import drop_set, find_set, keep_set, own_set, use_set
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import ORDINARY_STATE
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.text import text
from sbd_tool.domain.weighting import LedgerViews, Shares, WeightSet
from sbd_tool.scoring.weighting.shares import as_shares

Making = Callable[[Project, Rubric, Surroundings], Command]


def use_weights(path: Path, key: str, *, author: str = "", clock: Clock | None = None) -> Project:
    """Put a set in use in a project file; the empty key goes back to the rubric's own weights.

    Raises:
        InputError: There is no such set; the project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    return _changed(
        path,
        author,
        clock,
        lambda project, rubric, around: use_set(project, rubric, key, around.by()),
    )


def drop_weights(path: Path, key: str, *, author: str = "", clock: Clock | None = None) -> Project:
    """Remove a set of a project file.

    Raises:
        InputError: There is no such set, or it ships with the product.
        ProjectFileError: The project cannot be opened or saved.
    """
    return _changed(
        path,
        author,
        clock,
        lambda project, rubric, around: drop_set(project, rubric, key, around.by()),
    )


def add_weights(
    path: Path,
    name: str,
    weights: Mapping[str, float],
    *,
    author: str = "",
    reason: str = "",
    clock: Clock | None = None,
) -> WeightSet:
    """Keep a set of weights entered directly in a project file.

    Args:
        path: The project file.
        name: Whose view it is.
        weights: Family -> weight in any unit; all families of a ledger, or none of
            it, which then keeps the weights in force.
        author: Who stands for it.
        reason: Why these weights.
        clock: Gives the date.

    Raises:
        InputError: A family is not known, a weight is no weight, a share leaves the bounds, or
            name, author or reason is missing; the project stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    made: list[str] = []

    def keep(_: Project, rubric: Rubric, around: Surroundings) -> Command:
        made.append(around.ids.new_id())
        kept = own_set(
            key=made[0],
            name=name,
            author=author,
            date=timestamp(around.clock)[:10],
            reason=reason,
            shares={ledger: direct_shares(rubric, ledger, weights) for ledger in LedgerKey},
        )
        return keep_set(kept, around.by())

    project = _changed(path, author, clock, keep)
    return find_set(project, load_rules(project).rubric, made[0])


def direct_shares(rubric: Rubric, ledger: LedgerKey, weights: Mapping[str, float]) -> Shares:
    """Shares of one ledger from weights entered directly.

    Args:
        rubric: Families, and the weights a ledger keeps that is not named at all.
        ledger: Which ledger.
        weights: Family -> weight in any one unit: all families of a ledger or none of it.

    Raises:
        InputError: A family is not known or left out, or a weight is no weight.
    """
    for key in weights:
        rubric.families[key]  # refuses what it does not know, with what it knows
    own = {family.key: family for family in rubric.families if family.ledger is ledger}
    missing = [family for key, family in own.items() if key not in weights]
    if missing and len(missing) < len(own):
        raise InputError(
            text("weights.half_a_ledger", family=missing[0].name),
            text("weights.half_a_ledger.hint", families=", ".join(own)),
            missing[0].key,
        )
    try:
        return as_shares({key: weights.get(key, family.weight) for key, family in own.items()})
    except ValueError as refused:
        raise InputError(text("weights.no_weight"), text("weights.no_weight.hint")) from refused


def compare_weights(
    project: Project,
    sets: Sequence[WeightSet],
    *,
    options: Sequence[str] = (),
    time_state: str = ORDINARY_STATE,
    wait: bool = False,
    progress: Progress = SILENT,
) -> dict[LedgerKey, LedgerViews]:
    """Assess options and put sets side by side on them.

    Raises:
        SquareMissingError: No square is picked.
        InputError: There is no such option or state.
    """
    rules = load_rules(project)
    readings = option_readings(
        project,
        rules,
        options=options,
        time_state=time_state,
        with_slow=wait,
        progress=progress,
    )
    return weight_views(rules.rubric, sets, readings)


def _changed(path: Path, author: str, clock: Clock | None, make: Making) -> Project:
    with opened_to_edit(path, author=author, clock=clock) as (session, around):
        session.do(make(session.project, load_rules(session.project).rubric, around))
    return session.project

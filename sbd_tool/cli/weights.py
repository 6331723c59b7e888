"""`sbd weights`: sets of family weights of a project; list, use, add, compare."""

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.weighing import set_in_use, weight_sets
from sbd_tool.app.weighing_files import add_weights, compare_weights, drop_weights, use_weights
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, say, say_lines
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.text import Quantity, literal, text
from sbd_tool.domain.weighting import LedgerViews, WeightSet
from sbd_tool.domain.words import Words

DONE = 0


def weights(arguments: Namespace, words: Words) -> int:
    """Say or change whose weights stand in a project."""
    return _ACTIONS[arguments.action](arguments, words)


def _list(arguments: Namespace, words: Words) -> int:
    project = api.open_project(Path(arguments.project)).project
    rubric = api.load_rules(project).rubric
    known = weight_sets(project, rubric)
    used = set_in_use(project, rubric)
    if arguments.json:
        print(
            dump(
                {
                    "schema_version": 1,
                    "in_use": None if used is None else used.key,
                    "sets": [_set_json(one, words) for one in known],
                }
            )
        )
    else:
        say_lines(_list_lines(known, used, rubric, words))
    return DONE


def _use(arguments: Namespace, words: Words) -> int:
    key = arguments.key
    if not key:
        raise InputError(text("weights.which"), text("weights.which.hint"), "use")
    project = use_weights(
        Path(arguments.project), "" if key == "none" else key, author=arguments.by
    )
    used = set_in_use(project, api.load_rules(project).rubric)
    if arguments.json:
        print(dump({"schema_version": 1, "in_use": None if used is None else used.key}))
    elif used is None:
        say(words(text("weights.now_own")))
    else:
        say(words(text("weights.now", name=used.name, author=literal(used.author))))
    return DONE


def _drop(arguments: Namespace, words: Words) -> int:
    if not arguments.key:
        raise InputError(text("weights.which"), text("weights.which.hint"), "drop")
    drop_weights(Path(arguments.project), arguments.key, author=arguments.by)
    return _list(arguments, words)


def _add(arguments: Namespace, words: Words) -> int:
    if not arguments.key:
        raise InputError(text("weights.missing_name"), text("weights.missing_hint", limit=80))
    kept = add_weights(
        Path(arguments.project),
        arguments.key,
        _pairs(arguments.weights),
        author=arguments.by,
        reason=arguments.reason,
    )
    if arguments.json:
        print(dump({"schema_version": 1, "set": _set_json(kept, words)}))
    else:
        say(words(text("weights.added", name=kept.name)))
    return DONE


def _pairs(given: Sequence[str]) -> dict[str, float]:
    found = {}
    for pair in given:
        key, _, value = pair.partition("=")
        try:
            found[key.strip()] = float(value)
        except ValueError:
            raise InputError(
                text("cli.no_key_value", words=literal(pair[:120])), text("weights.pair_example")
            ) from None
    return found


def _compare(arguments: Namespace, words: Words) -> int:
    project = api.open_project(Path(arguments.project)).project
    rules = api.load_rules(project)
    known = weight_sets(project, rules.rubric)
    with Telling(words, text("cli.assessing")) as progress:
        views = compare_weights(
            project,
            sets=known,
            options=tuple(arguments.options),
            time_state=arguments.time_state,
            wait=arguments.wait,
            progress=progress,
        )
    if arguments.json:
        print(
            dump(
                {
                    "schema_version": 1,
                    "sets": [_set_json(one, words) for one in known],
                    **{ledger.value: views_json(found) for ledger, found in views.items()},
                }
            )
        )
    else:
        say_lines(_compare_lines(project, known, views, rules.rubric, words))
    return DONE


def _set_json(one: WeightSet, words: Words) -> dict[str, Any]:
    return {
        "key": one.key,
        "name": words(one.name),
        "author": one.author,
        "date": one.date,
        "reason": words(one.reason),
        "basis": one.basis.value,
        "method": one.method.value,
        "shipped": one.is_shipped,
        "shares": {ledger.value: dict(shares) for ledger, shares in one.shares.items()},
        "consistency": {ledger.value: ratio for ledger, ratio in one.consistency.items()},
    }


def views_json(found: LedgerViews) -> dict[str, Any]:
    """Several sets on one ledger as plain values."""
    return {
        "scores": [
            {
                "set": one.set_key,
                "option": one.option,
                "score": one.score,
                "low": one.low,
                "high": one.high,
                "fit_to_print": one.fit_to_print,
            }
            for one in found.scores
        ],
        "spread": {
            option: None if ends is None else list(ends) for option, ends in found.spread.items()
        },
        "disagreement": found.disagreement,
        "families": [
            {
                "family": view.family,
                "least": view.least,
                "least_set": view.least_set,
                "greatest": view.greatest,
                "greatest_set": view.greatest_set,
            }
            for view in found.families
        ],
        "order_changes": [
            {
                "better": change.better,
                "worse": change.worse,
                "for_set": change.for_set,
                "against_set": change.against_set,
                "gain": change.gain,
                "loss": change.loss,
            }
            for change in found.order_changes
        ],
    }


def _list_lines(
    known: Sequence[WeightSet], used: WeightSet | None, rubric: Rubric, words: Words
) -> Iterator[str]:
    if used is None:
        yield words(text("weights.now_own"))
    for one in known:
        sign = "*" if used is not None and used.key == one.key else " "
        key = f"{one.key}  " if one.is_shipped else ""  # sets of a project go by their name
        yield f"{sign} {key}{words(one.name)} ({one.author}, {one.date})"
        yield f"    {words(one.reason)}"
        for ledger, shares in one.shares.items():
            told = ", ".join(
                f"{words(rubric.families[key].name)} {words.quantity(Quantity(100 * share, '%'))}"
                for key, share in shares.items()
            )
            yield f"    {words(text(f'cli.{ledger.value}'))}: {told}"
    yield words(text("weights.add_by"))
    for family in rubric.families:
        yield f"  {family.key}: {words(text(f'cli.{family.ledger.value}'))}, {words(family.name)}"


def _compare_lines(
    project: Project,
    known: Sequence[WeightSet],
    views: Mapping[LedgerKey, LedgerViews],
    rubric: Rubric,
    words: Words,
) -> Iterator[str]:
    names = {one.key: one.name for one in known}
    options = {option.key: option_name(project, option.key) for option in project.options}
    for ledger, found in views.items():
        yield words(text(f"cli.{ledger.value}"))
        for one in found.scores:
            low, high = words.number(one.low), words.number(one.high)
            is_told = one.fit_to_print and one.score is not None
            score = words.number(one.score or 0.0) if is_told else "-"
            place = words(options.get(one.option, literal(one.option)))
            yield f"  {score:>4} ({low}\u2013{high})  {place}  {words(names[one.set_key])}"
        widest = found.families[0]
        yield "  " + words(
            text(
                "weights.widest",
                family=rubric.families[widest.family].name,
                least=Quantity(100 * widest.least, "%"),
                greatest=Quantity(100 * widest.greatest, "%"),
                least_set=names[widest.least_set],
                greatest_set=names[widest.greatest_set],
            )
        )
        for change in found.order_changes:
            yield "  " + words(
                text(
                    "weights.order_changes",
                    better=options.get(change.better, literal(change.better)),
                    worse=options.get(change.worse, literal(change.worse)),
                    for_set=names[change.for_set],
                    against_set=names[change.against_set],
                )
            )


_ACTIONS = {"list": _list, "use": _use, "add": _add, "drop": _drop, "compare": _compare}

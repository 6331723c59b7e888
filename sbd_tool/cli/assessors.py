"""`sbd assessors`: two people answer one list blind, then compare what they said."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app import vaults
from sbd_tool.app.checklists import assessors as blind
from sbd_tool.app.checklists.agreement_words import agreement_words
from sbd_tool.app.checklists.answering import Saying
from sbd_tool.app.checklists.filing import ListFile
from sbd_tool.app.checklists.reading import entries_in
from sbd_tool.app.checklists.sealing import seals_of, secret_of
from sbd_tool.app.checklists.values import value_words
from sbd_tool.app.checklists.writing import list_with, task_with
from sbd_tool.app.commands.base import By, Command
from sbd_tool.app.rules import load_rules
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import remark, say, say_lines
from sbd_tool.domain.agreement import Agreement, Estimate
from sbd_tool.domain.checklists import Pass
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.tasks import PlacedList, Role, TaskState
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE = 0
Deed = Callable[[Project, PlacedList, By], Command]


def assessors(arguments: Namespace, words: Words) -> int:
    """Run the command."""
    path = Path(arguments.project)
    file = ListFile(path)
    deed = _deed(arguments)
    if deed is not None:
        file.change(
            lambda project, around, _rules: deed(
                project, list_with(project, arguments.list), around.by()
            )
        )
    project = api.open_project(path).project
    placed = list_with(project, arguments.list)
    if arguments.json:
        print(dump(_json(project, placed, words)))
    else:
        _say(project, placed, words)
    return DONE


def _deed(arguments: Namespace) -> Deed | None:
    who = arguments.who
    if arguments.action == "show":
        return None
    if arguments.action == "compare":
        return lambda project, placed, by: blind.compare(project, placed, load_rules(project), by)
    words = _passphrase(arguments)
    if arguments.action == "begin":
        return lambda project, placed, by: blind.begin(project, placed, who, words, by)[0]
    if arguments.action == "answer":
        return lambda project, placed, by: _answered(project, placed, arguments, words, by)
    deed = blind.lock if arguments.action == "lock" else blind.open_seal
    return lambda project, placed, by: deed(
        project, placed, who, _secret(project, placed, who, words), by
    )


def _answered(
    project: Project, placed: PlacedList, arguments: Namespace, words: str, by: By
) -> Command:
    secret = _secret(project, placed, arguments.who, words)
    if not arguments.answers or arguments.when is None:
        raise InputError(text("checklist.say_when"), text("checklist.say_when.hint"))
    command: Command | None = None
    for pair in arguments.answers:
        name, sign, value = pair.partition("=")
        if not sign:
            raise InputError(
                text("cli.no_key_value", words=literal(pair[:120])), text("checklist.example")
            )
        saying = Saying(
            words=value,
            when=Pass(arguments.when),
            remark=arguments.remark,
            role=Role(arguments.role),
        )
        _, task = task_with(project, name.strip())
        command = blind.answer_sealed(project, placed, arguments.who, secret, task, saying, by)
        project = command.apply(project)
    assert command is not None  # noqa: S101 - there was at least one pair
    return command


def _secret(project: Project, placed: PlacedList, who: str, words: str) -> str:
    seal = seals_of(project, placed.id).get(who)
    if seal is None:
        raise InputError(text("checklist.not_begun"), text("checklist.not_begun.hint"), who)
    return secret_of(seal, words)


def _passphrase(arguments: Namespace) -> str:
    if not arguments.seal_file:
        raise InputError(text("checklist.no_seal_file"), text("checklist.no_seal_file.hint"))
    vault = vaults.vault_from_files(Path(arguments.seal_file))
    return "" if not isinstance(vault, vaults.PassphraseVault) else vault.passphrase


def _say(project: Project, placed: PlacedList, words: Words) -> None:
    say(words(literal(Tlp.AMBER_STRICT.value)))
    state = blind.blind_of(project, placed)
    remark(words(text(f"checklist.stage_{state.stage.value}")))
    for one in blind.agreement_of(placed):
        say_lines(_lines(one, words))
    for entry in entries_in(project):
        if entry.task.list_id == placed.id and entry.state is TaskState.DISPUTED:
            item = entry.task.item
            said = "; ".join(
                f"{one.assessor}: {words(value_words(item, one.value))}"
                for one in entry.task.answers.get(entry.when, ())
            )
            when = words(text(f"checklist.pass_{entry.when.value}"))
            say(f"! {entry.task.number} {when} {words(item.ask)} {said}")


def _lines(one: Agreement, words: Words) -> Iterator[str]:
    when = words(text(f"checklist.pass_{one.when.value}"))
    yield f"{when:<6} {words(one.item.ask)}"
    yield f"       {words(agreement_words(one))}"


def _json(project: Project, placed: PlacedList, words: Words) -> dict[str, Any]:
    state = blind.blind_of(project, placed)
    return {
        "schema_version": OUTPUT_VERSION,
        "marking": Tlp.AMBER_STRICT.value,
        "list": placed.id,
        "stage": state.stage.value,
        "begun": list(state.begun),
        "locked": list(state.locked),
        "opened": list(state.opened),
        "agreement": [
            {
                "item": one.item.key,
                "ask": words(one.item.ask),
                "when": one.when.value,
                "pairs": one.pairs,
                "left_out": one.left_out,
                "same": one.same,
                "too_few": one.is_few,
                "undefined": one.is_undefined,
                "kappa": _estimate(one.kappa),
                "weighted_kappa": _estimate(one.weighted),
                "icc": _estimate(one.icc),
            }
            for one in blind.agreement_of(placed)
        ],
        "disputes": [
            {"task": row.task.number, "when": row.when.value}
            for row in entries_in(project)
            if row.task.list_id == placed.id and row.state is TaskState.DISPUTED
        ],
    }


def _estimate(one: Estimate | None) -> dict[str, float | None] | None:
    return None if one is None else {"value": one.value, "low": one.low, "high": one.high}

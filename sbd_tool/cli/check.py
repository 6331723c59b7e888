"""`sbd check`: the conditions of a brief as tests, and the sentences it can be made of."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sbd_tool import api
from sbd_tool.app.brief import cross_out_and_save, write_and_save
from sbd_tool.app.conditions import CONDITION_KINDS
from sbd_tool.app.conditions.checking import check_brief
from sbd_tool.app.pipeline import check_place
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.conditions import BlankValue, CheckedBrief, Judgement, Verdict
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words

DONE, NOT_MET, UNDECIDED = 0, 1, 3
SIGNS: Final = {
    Verdict.MET: "+",
    Verdict.NOT_MET: "x",
    Verdict.NOT_DECIDED: "?",
    Verdict.NOT_CHECKED: "-",
}


def check(arguments: Namespace, words: Words) -> int:
    """Run the command.

    Returns:
        1 if a condition is not met, else 3 with ``--strict`` if one is not decided or cannot be
        checked, else 0.
    """
    path = Path(arguments.project)
    if arguments.sentences:
        say_lines(_sentences(words))
        return DONE
    if arguments.write:
        kind, *pairs = arguments.write
        write_and_save(path, kind, blanks_of(pairs), author=arguments.by)
    if arguments.cross_out:
        cross_out_and_save(path, arguments.cross_out, author=arguments.by)
    with Telling(words, text("conditions.job")) as progress:
        project = api.open_project(path).project
        check_place(project, arguments.option, arguments.time_state)
        found = check_brief(
            project,
            api.load_rules(project),
            option=arguments.option,
            with_slow=arguments.wait,
            progress=progress,
        )
    if arguments.json:
        print(dump(_json(found, arguments, words)))
    else:
        _say(found, words)
    return _code(found, is_strict=arguments.strict)


def _code(found: CheckedBrief, *, is_strict: bool) -> int:
    if found.verdict is Verdict.NOT_MET:
        return NOT_MET
    is_open = found.verdict in {Verdict.NOT_DECIDED, Verdict.NOT_CHECKED}
    return UNDECIDED if is_open and is_strict else DONE


def blanks_of(pairs: list[str]) -> Mapping[str, BlankValue]:
    """Blanks of a condition as typed: BLANK=VALUE.

    Raises:
        InputError: One is no such pair.
    """
    found: dict[str, BlankValue] = {}
    for pair in pairs:
        key, sign, value = pair.partition("=")
        if not sign or not key.strip():
            raise InputError(
                text("cli.no_key_value", words=literal(pair[:120])), text("conditions.example")
            )
        found[key.strip()] = value.strip()
    return found


def _sentences(words: Words) -> Iterator[str]:
    for kind in CONDITION_KINDS:
        blanks = {blank.key: literal(f"[{blank.key}]") for blank in kind.blanks}
        sentence = words(text(f"conditions.say_{kind.key}", **blanks))
        yield f"{kind.key:<24} {sentence}"


def _say(found: CheckedBrief, words: Words) -> None:
    if not found.judgements:
        remark(words(text("conditions.none_yet")))
        return
    say(words(literal(Tlp.AMBER_STRICT.value)))
    for number, one in enumerate(found.judgements, start=1):
        say(f"{SIGNS[one.verdict]} {number}. {words(one.said)}")
        verdict = words(text(f"conditions.verdict_{one.verdict.value}"))
        say(f"    {verdict}: {words(one.sentence)}")
    say(words(summary(found)))


def summary(found: CheckedBrief) -> Any:
    """How many conditions have which verdict, in a sentence."""
    return text(
        "conditions.summary",
        met=found.count(Verdict.MET),
        not_met=found.count(Verdict.NOT_MET),
        open=found.count(Verdict.NOT_DECIDED) + found.count(Verdict.NOT_CHECKED),
    )


def _json(found: CheckedBrief, arguments: Namespace, words: Words) -> dict[str, Any]:
    return {
        "schema_version": OUTPUT_VERSION,
        "project": str(arguments.project),
        "option": found.option,
        "marking": Tlp.AMBER_STRICT.value,
        "verdict": None if found.verdict is None else found.verdict.value,
        "counts": {one.value: found.count(one) for one in Verdict},
        "conditions": [_judgement(one, words) for one in found.judgements],
    }


def _judgement(one: Judgement, words: Words) -> dict[str, Any]:
    return {
        "id": one.condition.id,
        "kind": one.condition.kind,
        "blanks": dict(one.condition.blanks),
        "author": one.condition.author,
        "condition": words(one.said),
        "verdict": one.verdict.value,
        "sentence": words(one.sentence),
        "objects": list(one.objects),
        "bounds": None if one.bounds is None else list(one.bounds),
        "time_state": one.state,
    }

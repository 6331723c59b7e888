"""`sbd robustness`: how firm the order of options is, which weights tip it, what moves a score."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.robustness import (
    bar_name,
    both_sentence,
    judge_options,
    sentences,
)
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, say_lines, say_no_speeds
from sbd_tool.domain.place_names import option_name
from sbd_tool.domain.project import Project
from sbd_tool.domain.robustness import LedgerRobustness, Robustness
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.words import Words

DONE = 0
SHOWN_BARS = 6


def robustness(arguments: Namespace, words: Words) -> int:
    """Judge the options of a project."""
    project = api.open_project(Path(arguments.project)).project
    rules = api.load_rules(project)
    with Telling(words, text("cli.assessing")) as progress:
        found = judge_options(
            project,
            rules,
            options=_listed(arguments.options),
            time_state=arguments.time_state,
            seed=arguments.seed,
            draws=arguments.draws,
            with_slow=arguments.wait,
            with_speeds=arguments.speeds,
            progress=progress,
        )
    say_no_speeds(arguments, words)
    if arguments.json:
        print(dump(_json(project, rules.rubric, found, words)))
    else:
        say_lines(_lines(project, rules.rubric, found, words))
    return DONE


def _listed(said: list[str]) -> tuple[str, ...]:
    """Keys parted by spaces, or by commas as `sbd compare` takes them; each once."""
    keys = (key.strip() for words in said for key in words.split(","))
    return tuple(dict.fromkeys(key for key in keys if key))


def _json(project: Project, rubric: Rubric, found: Robustness, words: Words) -> dict[str, Any]:
    told = sentences(project, rubric, found)
    return {
        "schema_version": 1,
        "seed": found.sampling.seed,
        "draws": found.sampling.draws,
        "concentration": found.sampling.concentration,
        "bend": found.sampling.bend,
        "weights": found.weights,
        "both": [_pair(one) for one in found.both],
        **{
            ledger.value: {
                **_ledger(result),
                "sentences": [words(one) for one in told[ledger]],
            }
            for ledger, result in found.ledgers.items()
        },
    }


def _pair(one: Any) -> dict[str, Any]:
    return {"first": one.first, "second": one.second, "share": one.share}


def _ledger(found: LedgerRobustness) -> dict[str, Any]:
    return {
        "coverage": found.coverage,
        "options": [
            {
                "option": one.option,
                "score": one.score,
                "percentiles": {"5": one.low, "50": one.middle, "95": one.high},
                "ranks": list(one.ranks),
            }
            for one in found.options
        ],
        "pairs": [_pair(one) for one in found.pairs],
        "tipping": [
            {
                "better": one.better,
                "worse": one.worse,
                "key": one.key,
                "of": one.of.value,
                "now": one.now,
                "tips_at": one.tips_at,
            }
            for one in found.tipping
        ],
        "tornado": {
            option: [
                {"swings": bar.swings.value, "key": bar.key, "low": bar.low, "high": bar.high}
                for bar in bars
            ]
            for option, bars in found.tornado.items()
        },
    }


def _lines(project: Project, rubric: Rubric, found: Robustness, words: Words) -> Iterator[str]:
    sampling = found.sampling
    yield words(text("robustness.drawn", draws=sampling.draws, seed=str(sampling.seed)))
    if not found.ledgers:
        yield words(text("robustness.nothing_shared"))
    told = sentences(project, rubric, found)
    for ledger, result in found.ledgers.items():
        name = words(text(f"cli.{ledger.value}"))
        covered = words.quantity(Quantity(100 * result.coverage, "%"))
        yield f"{name}  {words(text('robustness.compared_on', share=covered))}"
        for one in result.options:
            low, high = words.number(one.low), words.number(one.high)
            ranks = ", ".join(
                words(text("robustness.rank", rank=rank, share=Quantity(100 * share, "%")))
                for rank, share in enumerate(one.ranks, start=1)
            )
            yield f"  {words(option_name(project, one.option))}: {low}\u2013{high}  {ranks}"
        for sentence in told[ledger]:
            yield f"  {words(sentence)}"
        yield from _bars(project, rubric, result, words)
    for pair in found.both:
        yield words(both_sentence(project, pair))


def _bars(
    project: Project, rubric: Rubric, result: LedgerRobustness, words: Words
) -> Iterator[str]:
    for option, bars in result.tornado.items():
        if bars:
            yield "  " + words(text("robustness.moves_most", option=option_name(project, option)))
        for bar in bars[:SHOWN_BARS]:
            ends = f"{words.number(bar.low, 1)}\u2013{words.number(bar.high, 1)}"
            yield f"    {ends:>12}  {words(bar_name(rubric, bar))}"

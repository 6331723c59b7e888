"""Readings of several options of a project, made with one cache, and what sets say about them."""

from collections.abc import Mapping, Sequence

from sbd_tool.app.pipeline import assess
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.evidence import ORDINARY_STATE
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Assessment, Reading
from sbd_tool.domain.weighting import LedgerViews, WeightSet
from sbd_tool.scoring.weighting.compare import compare_sets

OptionReadings = Mapping[str, Mapping[str, Reading]]
"""Option key -> indicator key -> reading."""


def readings_of(assessment: Assessment) -> dict[str, Reading]:
    """Readings of both ledgers by indicator."""
    card = assessment.scorecard
    return {
        key: line.reading
        for ledger in (card.openness, card.protection)
        for key, line in ledger.indicators.items()
    }


def option_readings(
    project: Project,
    rules: Rules,
    *,
    options: Sequence[str] = (),
    time_state: str = ORDINARY_STATE,
    with_slow: bool = False,
    with_speeds: bool = False,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> dict[str, dict[str, Reading]]:
    """Assess options of a project and keep their readings.

    Args:
        project: What is assessed.
        rules: Catalogue and rubric; family weights do not move readings.
        options: Keys of options; all of the project when empty.
        time_state: State in time.
        with_slow: Also run the slow analyses.
        with_speeds: Also work out approach speeds.
        cache: Results kept between calls.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        SquareMissingError: No square is picked.
        InputError: There is no such option or state.
    """
    wanted = tuple(options) or tuple(option.key for option in project.options)
    shared = cache or ResultCache()
    found = {}
    for number, option in enumerate(wanted):
        share = 1.0 / len(wanted)
        assessment = assess(
            project,
            rules,
            option=option,
            time_state=time_state,
            with_slow=with_slow,
            with_speeds=with_speeds,
            with_suggestions=False,
            cache=shared,
            progress=Span(progress, number * share, (number + 1) * share),
        )
        found[option] = readings_of(assessment)
    return found


def weight_views(
    rubric: Rubric, sets: Sequence[WeightSet], options: OptionReadings
) -> dict[LedgerKey, LedgerViews]:
    """Sets side by side, ledger by ledger; see `sbd_tool.scoring.weighting.compare`."""
    return {ledger: compare_sets(rubric, ledger, sets, options) for ledger in LedgerKey}

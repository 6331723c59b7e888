"""Look at a design's fairness: how much of a fortress it shows, and what it takes from whom."""

from dataclasses import dataclass, replace

from sbd_tool.analysis.fortress.index import fortress_index
from sbd_tool.analysis.fortress.places import view_places
from sbd_tool.app.evaluation import Evaluation, evaluate
from sbd_tool.app.pipeline import check_place, standard_method
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.app.sight import live_sight
from sbd_tool.app.thing_names import names_of
from sbd_tool.domain.fairness import FairnessRules, FortressIndex, NeedChange, ViewPlace
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.measures import Measure, MeasureState
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.formats.fairness_file import read_fairness
from sbd_tool.scoring.exclusion import Standing, exclusion, exclusion_findings, need_value, people

_EVALUATED = 0.3  # share of the progress bar until both states are evaluated


@dataclass(frozen=True, slots=True, kw_only=True)
class Fairness:
    """What the look at fairness finds.

    Attributes:
        project: The project looked at.
        today, design: Fortress index of the square as it is and as designed, from the same places.
        changes: Needs before and after.
        findings: What gets worse, in sentences.
        rules: Needs, groups, requirements of trust.
    """

    project: Project
    today: FortressIndex
    design: FortressIndex
    changes: tuple[NeedChange, ...]
    findings: tuple[Finding, ...]
    rules: FairnessRules


def look_at_fairness(
    project: Project,
    rules: Rules,
    *,
    option: str = "base",
    time_state: str = "ordinary",
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
) -> Fairness:
    """Hold the design against the square as it is today.

    Args:
        project: Plan and measures.
        rules: Catalogue and rubric.
        option: Design option.
        time_state: State in time.
        cache: Results kept.
        progress: Told how far it is; may raise ``Cancelled``.

    Raises:
        InputError: There is no such option or state.
        SquareMissingError: No square is picked.
    """
    check_place(project, option, time_state)
    kept, place = cache or ResultCache(), (option, time_state)
    before = as_it_is(project)
    was = _evaluated(before, rules, place, kept)
    progress.advance(_EVALUATED / 2)
    now = _evaluated(project, rules, place, kept)
    progress.advance(_EVALUATED)
    places = view_places(now.likely, now.results["arrivals"], rules.rubric)
    middle = (1.0 + _EVALUATED) / 2
    needs = read_fairness()
    changes = exclusion(_standing(was), _standing(now), needs)
    return Fairness(
        project=project,
        today=_index(before, was, rules, places, Span(progress, _EVALUATED, middle)),
        design=_index(project, now, rules, places, Span(progress, middle, 1.0)),
        changes=changes,
        findings=exclusion_findings(changes, needs),
        rules=needs,
    )


def place_name(project: Project, rules: Rules, place: ViewPlace) -> Text:
    """What a place one looks from is called: a seat by its own name, a way in by its number."""
    if place.sort == "seat":
        return names_of(project, rules)(place.id)
    return text("fairness.place_way_in", name=literal(place.id.removeprefix("way-")))


def as_it_is(project: Project) -> Project:
    """The square today: nothing proposed or temporary, no option, what is to go is still there."""
    measures: dict[str, Measure] = {}
    for key, measure in project.measures.items():
        if measure.state is MeasureState.TO_REMOVE:
            measures[key] = replace(measure, state=MeasureState.EXISTING)
        elif measure.state is MeasureState.EXISTING:
            measures[key] = measure
    return replace(project, measures=measures, overrides={})


def _evaluated(
    project: Project, rules: Rules, place: tuple[str, str], cache: ResultCache
) -> Evaluation:
    return evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        standard_method(),
        option=place[0],
        time_state=place[1],
        cache=cache,
    )


def _standing(found: Evaluation) -> Standing:
    readings = {key: entry.reading for key, entry in found.stated.items()}
    return Standing(site=found.likely, results=found.results, readings=readings)


def _index(
    project: Project,
    found: Evaluation,
    rules: Rules,
    places: tuple[ViewPlace, ...],
    progress: Progress,
) -> FortressIndex:
    site = found.site
    sight = live_sight(project, rules, option=site.option, time_state=site.time_state)
    return fortress_index(found.likely, rules.rubric, places, sight, progress)


def need_words(one: NeedChange, value: float | None) -> Text | Quantity:
    """A value of a need as it is said."""
    return need_value(one.rule, value)


def people_words(one: NeedChange, rules: FairnessRules) -> Text:
    """The groups of people a need touches."""
    return people(one.rule, rules)

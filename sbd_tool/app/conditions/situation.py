"""What conditions are checked against: one option in all its states, worked out when asked for."""

from collections.abc import Callable, Mapping
from functools import cached_property

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from sbd_tool.app.design_measures import measures_in
from sbd_tool.app.evaluation import Evaluation, Method, evaluate
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.access_results import Access
from sbd_tool.domain.conditions import ANY_STATE
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite
from sbd_tool.domain.evidence import BASE_OPTION
from sbd_tool.domain.layers import Feature, Layer
from sbd_tool.domain.list_result import ListWish
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.place_names import state_name
from sbd_tool.domain.prices import PriceList
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.ring_results import Rings
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment, LedgerScore
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.walk_results import Walks


class Situation:
    """A project in one option; evaluations, rings and drives of a state are made once.

    Args:
        project: What is checked.
        rules: Catalogue and rubric.
        prices: Price bands.
        option: Design option.
        cache: Results kept between checks; a window passes that of its assessments.
        with_slow: Whether slow analyses run.
        known: Assessments of this very project and option by state; they are not made again.
        progress: Told by long work; may raise ``Cancelled``.

    Attributes:
        known: As given; may be replaced by later assessments of the same project.
        is_quick: Only what is at hand right after an edit is looked at.
    """

    def __init__(
        self,
        project: Project,
        rules: Rules,
        prices: PriceList,
        *,
        option: str = BASE_OPTION,
        cache: ResultCache | None = None,
        with_slow: bool = False,
        known: Mapping[str, Assessment] | None = None,
        progress: Progress = SILENT,
    ) -> None:
        self.project, self.rules, self.prices, self.option = project, rules, prices, option
        self.progress = progress
        self.known = dict(known or {})
        self.is_quick = False
        self._cache, self._with_slow = cache or ResultCache(), with_slow
        self._evaluations: dict[str, Evaluation] = {}
        self._sites: dict[str, EffectiveSite] = {}
        self._rings: dict[str, Rings] = {}
        self._access: dict[str, Access] = {}
        self._walks: dict[str, Walks] = {}

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Keys of the states of time."""
        return tuple(state.key for state in self.project.time_states)

    def is_at_hand(self, state: str) -> bool:
        """Whether a state may be judged now: in a quick check only those assessed already."""
        return not self.is_quick or state in self.known or state not in self.states

    @cached_property
    def _names(self) -> Callable[[str], Text]:
        from sbd_tool.app.thing_names import names_of

        return names_of(self.project, self.rules)

    def name(self, row: str) -> Text:
        """What a person calls an object."""
        return self._names(row)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Measures that hold in the option in some state, as they stand there."""
        return measures_in(self.project, self.option, self.states)

    def feature(self, row: str) -> tuple[Layer, Feature] | None:
        """The plan feature of that id in some state of the option, or None."""
        for state in self.states:
            found = as_it_stands(self.project, self.option, state).feature(row)
            if found is not None:
                return found
        return None

    def geometry(self, row: str) -> BaseGeometry | None:
        """Where a feature or measure lies, or None when there is none of that id."""
        for measure in self.measures:
            if measure.id == row:
                return measure.geometry
        found = self.feature(row)
        return None if found is None else found[1].geometry

    def on_edge(self, state: str, position_m: float) -> Point:
        """The point of the square's edge at so many metres along it."""
        edge = self.site(state).zone.exterior
        at: Point = edge.interpolate(position_m % edge.length)
        return at

    def state_name(self, key: str) -> Text:
        """What a person calls a state."""
        if key in ("", ANY_STATE):
            return text("conditions.state_any")
        return text("conditions.state_named", name=state_name(self.project, key))

    def unit_of(self, indicator: str) -> str:
        """Unit of an indicator as printed, "" where it has none or there is no such indicator."""
        rules = self.rules.rubric.indicators
        unit = rules[indicator].unit if indicator in rules else ""
        return "" if unit in {"ratio", "level"} else unit

    def ledger(self, state: str, key: LedgerKey) -> LedgerScore:
        """One ledger; raises as `evaluation`."""
        if state in self.known:
            return self.known[state].scorecard.ledger(key)
        return self.evaluation(state).ledgers[key]

    def results(self, state: str) -> Mapping[str, object]:
        """Results of the analyses behind the ledgers; raises as `evaluation`."""
        if state in self.known:
            return self.known[state].results
        return self.evaluation(state).results

    def evaluation(self, state: str) -> Evaluation:
        """Both ledgers and the results behind them.

        Raises:
            SquareMissingError: No square is picked.
        """
        if state not in self._evaluations:
            self._evaluations[state] = evaluate(
                self.project,
                self.rules.catalogue,
                self.rules.rubric,
                self._method,
                option=self.option,
                time_state=state,
                cache=self._cache,
                progress=self.progress,
            )
        return self._evaluations[state]

    @cached_property
    def _method(self) -> Method:
        from sbd_tool.app.pipeline import standard_method

        return standard_method(with_slow=self._with_slow)

    def site(self, state: str) -> EffectiveSite:
        """The likely site.

        Raises:
            SquareMissingError: No square is picked.
        """
        if state not in self._sites:
            from sbd_tool.analysis.effective_site import build

            self._sites[state] = build(
                self.project,
                self.rules.catalogue,
                self.rules.rubric,
                self.option,
                state,
                LIKELY_WORLD,
            )
        return self._sites[state]

    def rings(self, state: str) -> Rings:
        """Rings of the protected zones.

        Raises:
            SquareMissingError: No square is picked.
        """
        if state not in self._rings:
            from sbd_tool.app.ring_listing import find_rings

            wish = ListWish(option=self.option, time_state=state)
            self._rings[state] = find_rings(self.project, self.rules, wish, self.progress)
        return self._rings[state]

    def walks(self, state: str) -> Walks:
        """Ways of a wheelchair, without desire lines.

        Raises:
            SquareMissingError: No square is picked.
        """
        if state not in self._walks:
            from sbd_tool.app.walking import walks_as_designed

            wish = ListWish(option=self.option, time_state=state)
            self._walks[state] = walks_as_designed(
                self.project,
                self.rules,
                wish,
                self.progress,
                ("wheelchair",),
                with_desire=False,
            )
        return self._walks[state]

    def access(self, state: str) -> Access:
        """Every service vehicle on every route.

        Raises:
            SquareMissingError: No square is picked.
        """
        if state not in self._access:
            from sbd_tool.analysis.swept.access import access_of

            site = self.site(state)
            self._access[state] = access_of(site, self.rules.rubric, self.progress)
        return self._access[state]

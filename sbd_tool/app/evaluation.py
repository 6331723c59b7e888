"""Evaluate a site: analyses once per world they differ in, then every indicator in three worlds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sbd_tool.analysis.effective_site import StandingSite, in_world, leaving_out, standing
from sbd_tool.analysis.spec import AnalysisSpec, NotAssessed
from sbd_tool.app.reading_keys import result_key
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.effective import LIKELY_WORLD, EffectiveSite, World
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.rubric import IndicatorRule, LedgerKey, Rubric
from sbd_tool.domain.scores import LedgerScore, Reading
from sbd_tool.domain.standing import as_it_stands
from sbd_tool.domain.text import text
from sbd_tool.scoring.ledger import ledger_score
from sbd_tool.scoring.readings import SURVEYED, Outcome, Stated, read, stated
from sbd_tool.scoring.spec import IndicatorSpec
from sbd_tool.scoring.worlds import worlds_of

_COSTLY_SHARE: Final = 0.85  # of the progress: what somebody asked for takes most of the time


@dataclass(frozen=True, kw_only=True)
class Method:
    """What is run: analyses in the order in which they need each other, and indicators.

    Attributes:
        analyses: Each after those whose results it takes.
        indicators: In any order.
        with_slow: Whether slow analyses run.
    """

    analyses: tuple[AnalysisSpec, ...]
    indicators: tuple[IndicatorSpec, ...]
    with_slow: bool = False

    @property
    def costly(self) -> tuple[str, ...]:
        """Keys of the analyses that are part only because somebody asked for them."""
        return tuple(spec.key for spec in self.analyses if spec.is_costly)

    def without_costly(self) -> "Method":
        """The same without them: what takes their results is read as if nobody had asked."""
        kept = tuple(spec for spec in self.analyses if not spec.is_costly)
        return replace(self, analyses=kept)


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """Readings of one option in one time state, and both ledgers without words.

    Attributes:
        site: The site all worlds share.
        likely: The likely world.
        results: Results of the likely world by analysis key.
        stated: Reading by indicator key, with the computed one where a person's stands.
        ledgers: Both ledgers.
    """

    site: StandingSite
    likely: EffectiveSite
    results: Mapping[str, Any]
    stated: Mapping[str, Stated] = field(default_factory=dict)
    ledgers: Mapping[LedgerKey, LedgerScore] = field(default_factory=dict)


def in_order(analyses: Iterable[AnalysisSpec]) -> tuple[AnalysisSpec, ...]:
    """Put each analysis after those whose results it takes, else in the order given.

    Raises:
        ValueError: An analysis needs one that is not there, or two need each other.
    """
    waiting = list(analyses)
    done: list[AnalysisSpec] = []
    keys: set[str] = set()
    while waiting:
        ready = [spec for spec in waiting if keys.issuperset(spec.needs_results)]
        if not ready:
            names = ", ".join(spec.key for spec in waiting)
            raise ValueError(f"analyses need what is not there, or each other: {names}")
        done += ready
        keys |= {spec.key for spec in ready}
        waiting = [spec for spec in waiting if spec.key not in keys]
    return tuple(done)


def evaluate(
    project: Project,
    catalogue: Catalogue,
    rubric: Rubric,
    method: Method,
    *,
    option: str,
    time_state: str,
    cache: ResultCache,
    progress: Progress = SILENT,
    known: Evaluation | None = None,
    touched: frozenset[str] = frozenset(),
    without: frozenset[str] = frozenset(),
) -> Evaluation:
    """Evaluate both ledgers; the one function behind scores, predictions and explanations.

    Args:
        project: What is assessed.
        catalogue: Measures.
        rubric: Numbers and worth.
        method: Analyses and indicators.
        option: Design option.
        time_state: State in time.
        cache: Results that may be used again.
        progress: Told after each indicator; may raise ``Cancelled``.
        known: An evaluation whose readings hold for all but the touched indicators.
        touched: Indicators that have to be read anew.
        without: Ids of objects left out of the site, to see what rests on them.

    Raises:
        SquareMissingError: No square is picked.
    """
    stands = as_it_stands(project, option, time_state)
    plan = cache.survey(stands.layers, stands.square, rubric)
    site = leaving_out(standing(stands, catalogue, rubric, plan, (option, time_state)), without)
    run = _Run(site, rubric, method, cache)
    progress = run.costly_first(method.costly if known is None else (), progress)
    found: dict[str, Stated] = {}
    specs = {spec.key: spec for spec in method.indicators}
    for number, rule in enumerate(rubric.indicators):
        if known is not None and rule.key not in touched:
            found[rule.key] = known.stated[rule.key]
            continue
        share = 1.0 / len(rubric.indicators)
        run.telling = Span(progress, number * share, (number + 1) * share)
        fact = site.facts.get(SURVEYED + rule.key)
        reading = run.reading(rule, specs.get(rule.key))
        found[rule.key] = _placed(stated(rule, reading, fact), project.square)
        progress.advance((number + 1) / len(rubric.indicators), rule.name)
    readings = {key: entry.reading for key, entry in found.items()}
    keys = [spec.key for spec in method.analyses]
    if known is not None:  # what the indicators read again have taken is there anyway
        taken = {k for spec in method.indicators if spec.key in touched for k in spec.needs_results}
        keys = [key for key in keys if key in taken]
    return Evaluation(
        site=site,
        likely=run.site(LIKELY_WORLD),
        results=run.results(LIKELY_WORLD, keys),
        stated=found,
        ledgers={ledger: ledger_score(rubric, ledger, readings) for ledger in LedgerKey},
    )


def _placed(entry: Stated, square: str) -> Stated:
    """A value that rests on no single object rests on the square: every point has a place."""
    reading = entry.reading
    if reading.likely is None or reading.objects:
        return entry
    return replace(entry, reading=replace(reading, objects=(square,)))


class _Run:
    """Sites and results of one evaluation, made when an indicator asks for them."""

    def __init__(
        self, site: StandingSite, rubric: Rubric, method: Method, cache: ResultCache
    ) -> None:
        self._standing, self._rubric, self._cache = site, rubric, cache
        self._with_slow = method.with_slow
        self._specs = {spec.key: spec for spec in method.analyses}
        self._sites: dict[World, EffectiveSite] = {}
        self._keys: dict[tuple[World, str], str] = {}
        self._local: dict[str, Any] = {}
        self.telling: Progress = SILENT  # slow analyses tell how far they are, and can be stopped

    def costly_first(self, keys: Sequence[str], progress: Progress) -> Progress:
        """Run what takes long before all else; returns what is left of the progress."""
        if not keys:
            return progress
        self.telling = Span(progress, 0.0, _COSTLY_SHARE)
        self.results(LIKELY_WORLD, keys)
        return Span(progress, _COSTLY_SHARE, 1.0)

    def site(self, world: World) -> EffectiveSite:
        if world not in self._sites:
            self._sites[world] = in_world(self._standing, world)
        return self._sites[world]

    def _plain_site(self, world: World) -> EffectiveSite:
        """The site without what only indicators read: counts of the unseen, class knowledge."""
        plain = World(attributes=world.attributes)
        return replace(self.site(world), unseen={}, knowledge={}, world=plain)

    def reading(self, rule: IndicatorRule, spec: IndicatorSpec | None) -> Reading:
        if spec is None:
            return Reading(
                evidence=Evidence.NONE, note=text("scoring.note_no_analysis", name=rule.name)
            )
        worst, likely, best = (self._observe(spec, world) for world in worlds_of(spec).each())
        return read(rule, worst, likely, best)

    def _observe(self, spec: IndicatorSpec, world: World) -> Outcome:
        results = self.results(world, spec.needs_results)
        return spec.observe(self.site(world), results, self._rubric)

    def results(self, world: World, keys: Sequence[str]) -> dict[str, Any]:
        return {key: self._result(world, key) for key in keys}

    def _result(self, world: World, key: str) -> Any:
        spec = self._specs.get(key)
        if spec is None or (spec.is_slow and not self._with_slow):
            return NotAssessed(
                reason=text("scoring.note_not_run"), hint=text("scoring.hint_not_run")
            )
        world = LIKELY_WORLD if spec.is_costly else world
        digest = self._key(world, spec)
        if digest not in self._local:
            found = self._cache.get(digest)
            if found is None:
                needed = self.results(world, spec.needs_results)
                shown = self.site(world) if spec.reads_classes else self._plain_site(world)
                telling = self.telling if spec.is_slow or spec.is_costly else SILENT
                found = spec.run(shown, needed, self._rubric, telling)
                self._cache.put(digest, found)
            self._local[digest] = found
        return self._local[digest]

    def _key(self, world: World, spec: AnalysisSpec) -> str:
        world = LIKELY_WORLD if spec.is_costly else world
        place = (world, spec.key)
        if place not in self._keys:
            needed = [
                self._key(world, self._specs[key]) if key in self._specs else key
                for key in spec.needs_results
            ]
            # What takes no slow result is the same in a quick and in a whole assessment.
            depth = str(self._with_slow) if self._is_slow(spec) else ""
            self._keys[place] = result_key(
                spec, self.site(world), self._rubric, [*needed, depth], self._cache
            )
        return self._keys[place]

    def _is_slow(self, spec: AnalysisSpec) -> bool:
        needed = (self._specs[key] for key in spec.needs_results if key in self._specs)
        return spec.is_slow or any(self._is_slow(one) for one in needed)

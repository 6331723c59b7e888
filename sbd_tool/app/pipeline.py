"""Assess a project: run the analyses, read the indicators, score, explain, ask and suggest."""

from collections.abc import Callable
from dataclasses import replace

from sbd_tool import __version__
from sbd_tool.app.asking import trials
from sbd_tool.app.evaluation import Method, evaluate, in_order
from sbd_tool.app.following import Followed
from sbd_tool.app.proposing import Bench, propose
from sbd_tool.app.removing import propose_removals
from sbd_tool.app.result_cache import ResultCache
from sbd_tool.app.rules import Rules
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.provenance import Provenance
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import Assessment, Scorecard, Suggestion
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.scoring.explain import annotate
from sbd_tool.scoring.hidden_places import hidden_places
from sbd_tool.scoring.light_findings import light_findings
from sbd_tool.scoring.questions import questions_for
from sbd_tool.scoring.remarks import remarks

_SCORED = 0.6  # share of the progress bar until the scores stand
_SCORED_COSTLY = 0.9
_ADDED = 0.7  # share of what is left until what to add is known


def assess(
    project: Project,
    rules: Rules,
    *,
    option: str = "base",
    time_state: str = "ordinary",
    with_slow: bool = False,
    with_speeds: bool = False,
    with_suggestions: bool = True,
    cache: ResultCache | None = None,
    progress: Progress = SILENT,
    keep: Callable[[Followed], None] | None = None,
) -> Assessment:
    """Say everything the tool says about one option in one time state.

    Same project, rules and version give the same values, bit for bit: no clock, no chance.

    Args:
        project: What is assessed.
        rules: Catalogue and rubric.
        option: Design option.
        time_state: State in time.
        with_slow: Also run slow analyses; what needs them is not assessed otherwise.
        with_speeds: Also work out approach speeds, which takes seconds to minutes; without them
            P03 and P04 are not assessed where something could come. Measures and answers are tried
            without them.
        with_suggestions: Also look for measures worth adding or taking away.
        cache: Results kept between calls; a window passes its own.
        progress: Told how far it is; may raise ``Cancelled``.
        keep: Given the evaluation, so that the next edit can be followed from it.

    Returns:
        Both ledgers with sentences, findings, suggestions and provenance.

    Raises:
        SquareMissingError: No square is picked.
        InputError: There is no such option or time state.
    """
    check_place(project, option, time_state)
    cache = cache or ResultCache()
    method = standard_method(with_slow=with_slow, with_speeds=with_speeds)
    scored = _SCORED_COSTLY if with_speeds else _SCORED
    state = evaluate(
        project,
        rules.catalogue,
        rules.rubric,
        method,
        option=option,
        time_state=time_state,
        cache=cache,
        progress=Span(progress, 0.0, scored),
    )
    if keep is not None:
        keep(Followed(project=project, evaluation=state, method=method))
    bench = Bench(project=project, rules=rules, method=method, before=state, cache=cache)
    trying = _for_trials(bench)
    if not with_suggestions:
        return _assessment(bench, (), trying)
    rest = Span(progress, scored, 1.0)
    suggestions = propose(trying, Span(rest, 0.0, _ADDED))
    removals = propose_removals(trying, Span(rest, _ADDED, 1.0))
    return replace(_assessment(bench, suggestions, trying), removals=removals)


def _for_trials(bench: Bench) -> Bench:
    """What measures and answers are tried on: without what takes minutes each time."""
    if not bench.method.costly:
        return bench
    method, rules, site = bench.method.without_costly(), bench.rules, bench.before.site
    before = evaluate(
        bench.project,
        rules.catalogue,
        rules.rubric,
        method,
        option=site.option,
        time_state=site.time_state,
        cache=bench.cache,
    )
    return replace(bench, method=method, before=before)


def assessed_at_once(followed: Followed, rules: Rules, cache: ResultCache) -> Assessment:
    """What is known of an edit at once: both ledgers and findings, no questions, no suggestions."""
    bench = Bench(
        project=followed.project,
        rules=rules,
        method=followed.method,
        before=followed.evaluation,
        cache=cache,
    )
    return _assessment(bench, (), None)


def _assessment(
    bench: Bench, suggestions: tuple[Suggestion, ...], trying: Bench | None
) -> Assessment:
    """Say it all; questions only where there is something to try answers on."""
    state, rules = bench.before, bench.rules
    card = _scorecard(bench, trying)
    ledgers = (card.openness, card.protection)
    said = remarks(state.site, rules.catalogue, rules.rubric, state.stated, ledgers)
    return Assessment(
        scorecard=card,
        findings=(
            *said,
            *light_findings(state.site, state.results),
            *hidden_places(state.results),
        ),
        suggestions=suggestions,
        provenance=_provenance(bench.project, rules, bench.method),
        results=state.results,
    )


def check_place(project: Project, option: str, time_state: str) -> None:
    """Refuse an option or a state of time the project does not have.

    Raises:
        InputError: It is unknown; the hint names those the project has.
    """
    options = [entry.key for entry in project.options]
    states = [entry.key for entry in project.time_states]
    for said, known, key in (
        (option, options, "scoring.no_option"),
        (time_state, states, "scoring.no_time_state"),
    ):
        if said not in known:
            raise InputError(
                text(key, key=said), text("domain.known_keys", keys=", ".join(known)), said
            )


def standard_method(*, with_slow: bool = False, with_speeds: bool = False) -> Method:
    """All analyses and indicators of the product; costly analyses only where asked for."""
    from sbd_tool.analysis import ANALYSES
    from sbd_tool.scoring.indicators import INDICATORS

    analyses = [spec for spec in ANALYSES if with_speeds or not spec.is_costly]
    return Method(analyses=in_order(analyses), indicators=tuple(INDICATORS), with_slow=with_slow)


def _scorecard(bench: Bench, trying: Bench | None) -> Scorecard:
    state, rubric = bench.before, bench.rules.rubric
    name_of = _namer(bench.project, bench.rules)
    done = {key: annotate(rubric, ledger, name_of) for key, ledger in state.ledgers.items()}
    if trying is not None:
        asked = questions_for(
            rubric,
            bench.rules.catalogue,
            bench.method.indicators,
            state.likely,
            done,
            tried=trials(trying),
        )
        done = {key: replace(ledger, questions=asked[key]) for key, ledger in done.items()}
    return Scorecard(
        option=state.site.option,
        time_state=state.site.time_state,
        openness=done[LedgerKey.OPENNESS],
        protection=done[LedgerKey.PROTECTION],
    )


def _namer(project: Project, rules: Rules) -> Callable[[str], Text | None]:
    names: dict[str, Text] = {}
    for layer in project.layers:
        for row, attributes in zip(layer.ids, layer.attributes, strict=True):
            name = attributes.get("name")
            if isinstance(name, str) and name.strip():
                names[row] = literal(name.strip())
    for measure in project.measures.values():
        if measure.name:
            names[measure.id] = literal(measure.name)
        elif measure.kind in rules.catalogue.measures:
            names.setdefault(measure.id, rules.catalogue.measures[measure.kind].name)
    names.pop(project.square, None)  # "above all: the square" says nothing
    return names.get


def _provenance(project: Project, rules: Rules, method: Method) -> Provenance:
    return Provenance(
        software=__version__,
        catalogue=rules.catalogue.edition,
        rubric=f"{rules.rubric.name} {rules.rubric.version}",
        project_digest=design_digest(project),
        analyses={spec.key: spec.version for spec in method.analyses},
        sources={layer.source.name: layer.source.sha256 for layer in project.layers},
    )

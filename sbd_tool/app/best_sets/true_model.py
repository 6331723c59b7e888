"""The true model for sets: the evaluation behind every score, asked for many sets of candidates.

An indicator depends only on the candidates that may move it (the doors and what analyses read). So
its reading is worked out once for each choice of those, and a set is put together from readings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sbd_tool.app.evaluation import evaluate
from sbd_tool.app.proposing import Bench, touched_by, with_measures
from sbd_tool.domain.best_sets import Candidate, Standing
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.rubric import LedgerKey
from sbd_tool.domain.scores import LedgerScore, Reading
from sbd_tool.scoring.ledger import Node, ledger_score, node_points, nodes

Choice = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeStand:
    """Points of a node: middle of its range, and which candidates may move it."""

    node: Node
    touching: frozenset[int]


class TrueModel:
    """Readings and ledgers of sets.

    Args:
        bench: Project, rules, method, its evaluation and the cache.
        candidates: In a fixed order; sets are numbers of these.
        progress: Told by long analyses; may raise ``Cancelled``.
    """

    def __init__(self, bench: Bench, candidates: Sequence[Candidate], progress: Progress) -> None:
        self.bench, self.candidates, self.progress = bench, candidates, progress
        kinds = bench.rules.catalogue.measures
        touched = {
            kind: touched_by(bench.method, kinds[kind]) for kind in {c.kind for c in candidates}
        }
        rubric = bench.rules.rubric
        self._touching = {
            rule.key: frozenset(n for n, c in enumerate(candidates) if rule.key in touched[c.kind])
            for rule in rubric.indicators
        }
        self._readings: dict[tuple[str, Choice], Reading] = {
            (key, frozenset()): entry.reading for key, entry in bench.before.stated.items()
        }
        self._ledgers: dict[Choice, Mapping[LedgerKey, LedgerScore]] = {}
        self.evaluations = 0
        self.nodes = {
            ledger: tuple(
                NodeStand(
                    node=node,
                    touching=frozenset().union(*(self._touching[r.key] for r in node.members)),
                )
                for node in nodes(rubric, ledger)
            )
            for ledger in LedgerKey
        }

    def readings(self, chosen: Choice) -> dict[str, Reading]:
        """Readings with a set; what was not asked before is evaluated at once."""
        parts = {key: chosen & touching for key, touching in self._touching.items()}
        missing = frozenset(key for key, part in parts.items() if (key, part) not in self._readings)
        if missing:
            self._evaluate(chosen, missing)
        return {key: self._readings[key, part] for key, part in parts.items()}

    def _evaluate(self, chosen: Choice, missing: frozenset[str]) -> None:
        bench, self.evaluations = self.bench, self.evaluations + 1
        needed = chosen & frozenset().union(*(self._touching[key] for key in missing))
        measures = tuple(
            measure for number in sorted(needed) for measure in self.candidates[number].measures
        )
        after = evaluate(
            with_measures(bench.project, measures),
            bench.rules.catalogue,
            bench.rules.rubric,
            bench.method,
            option=bench.before.site.option,
            time_state=bench.before.site.time_state,
            cache=bench.cache,
            progress=self.progress,
            known=bench.before,
            touched=missing,
        )
        for key in missing:
            place = (key, chosen & self._touching[key])
            self._readings[place] = after.stated[key].reading

    def ledgers(self, chosen: Choice) -> Mapping[LedgerKey, LedgerScore]:
        """Both ledgers with a set."""
        if chosen not in self._ledgers:
            readings, rubric = self.readings(chosen), self.bench.rules.rubric
            self._ledgers[chosen] = {
                ledger: ledger_score(rubric, ledger, readings) for ledger in LedgerKey
            }
        return self._ledgers[chosen]

    def standing(self, chosen: Choice, ledger: LedgerKey) -> Standing:
        """Range and score of one ledger with a set."""
        return standing_of(self.ledgers(chosen)[ledger])

    def points(self, stand: NodeStand, chosen: Choice) -> float:
        """Middle of the range of a node with a set, 0 to 100."""
        part = chosen & stand.touching
        told = node_points(stand.node, self.readings(part))
        return (told.low + told.high) / 2


def standing_of(ledger: LedgerScore) -> Standing:
    """What is compared of a ledger."""
    return Standing(
        low=ledger.low, high=ledger.high, score=ledger.score if ledger.fit_to_print else None
    )

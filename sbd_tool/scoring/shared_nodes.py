"""What several options have in common: only nodes assessed in all of them may be compared."""

from collections.abc import Mapping, Sequence

from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import Reading
from sbd_tool.scoring.ledger import Node, node_points, nodes

Readings = Mapping[str, Reading]


def shared_nodes(
    rubric: Rubric, ledger: LedgerKey, options: Sequence[Readings]
) -> tuple[Node, ...]:
    """Nodes of a ledger with weight that are assessed in every option, in rubric order."""
    return tuple(
        node
        for node in nodes(rubric, ledger)
        if node.weight > 0
        and all(node_points(node, readings).likely is not None for readings in options)
    )


def shared_readings(
    rubric: Rubric, ledger: LedgerKey, options: Sequence[Readings]
) -> tuple[dict[str, Reading], ...]:
    """Readings of each option without those of nodes that another option has not assessed."""
    kept = [rule.key for node in shared_nodes(rubric, ledger, options) for rule in node.members]
    return tuple({key: readings[key] for key in kept} for readings in options)

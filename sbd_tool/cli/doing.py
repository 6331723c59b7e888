"""What the verbs of `sbd_tool.cli.verbs` do."""

from argparse import Namespace
from collections.abc import Callable, Mapping
from typing import Final

from sbd_tool.cli import designs, exchange
from sbd_tool.cli.assessors import assessors
from sbd_tool.cli.check import check
from sbd_tool.cli.checklist import checklist
from sbd_tool.cli.community import survey
from sbd_tool.cli.compare import compare
from sbd_tool.cli.crowd import crowd
from sbd_tool.cli.encrypting import decrypt, encrypt
from sbd_tool.cli.explain import explain
from sbd_tool.cli.fairness import fairness
from sbd_tool.cli.follow import follow, portfolio
from sbd_tool.cli.heard import engagement, notes
from sbd_tool.cli.incidents import incidents
from sbd_tool.cli.labels import label
from sbd_tool.cli.optimise import optimise
from sbd_tool.cli.photos import photos
from sbd_tool.cli.positions import positions
from sbd_tool.cli.review import review
from sbd_tool.cli.robustness import robustness
from sbd_tool.cli.seal_layer import seal_layer
from sbd_tool.cli.sheets import sheet
from sbd_tool.cli.sources import sources
from sbd_tool.cli.threats import threats
from sbd_tool.cli.verify import verify_command
from sbd_tool.cli.visit import visit
from sbd_tool.cli.weights import weights
from sbd_tool.cli.writing import write
from sbd_tool.domain.words import Words

DOING: Final[Mapping[str, Callable[[Namespace, Words], int]]] = {
    "state": designs.state,
    "option": designs.option,
    "compare": compare,
    "check": check,
    "verify": verify_command,
    "encrypt": encrypt,
    "decrypt": decrypt,
    "explain": explain,
    "fairness": fairness,
    "threats": threats,
    "optimise": optimise,
    "weights": weights,
    "robustness": robustness,
    "visit": visit,
    "checklist": checklist,
    "assessors": assessors,
    "follow": follow,
    "portfolio": portfolio,
    "crowd": crowd,
    "survey": survey,
    "notes": notes,
    "engagement": engagement,
    "incidents": incidents,
    "positions": positions,
    "pack": exchange.pack,
    "diff": exchange.diff,
    "merge": exchange.merge,
    "review": review,
    "seal-layer": seal_layer,
    "photos": photos,
    "label": label,
    "write": write,
    "sheet": sheet,
    "sources": sources,
}

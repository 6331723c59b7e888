"""Kinds of conditions a brief can be made of. A new one is an entry in a module and a sentence."""

from typing import Final

from sbd_tool.app.conditions import design, ledgers, ring, service, walking
from sbd_tool.app.conditions.spec import ConditionKind
from sbd_tool.domain.registry import Registry

CONDITION_KINDS: Final[Registry[ConditionKind]] = Registry(
    "condition",
    (*ring.KINDS, *ledgers.KINDS, *service.KINDS, *walking.KINDS, *design.KINDS),
)

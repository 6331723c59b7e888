"""The three evidence worlds of an indicator: worst, likely and best for it."""

from dataclasses import dataclass

from sbd_tool.domain.effective import LIKELY_WORLD, Leaning, World
from sbd_tool.domain.roles import Role
from sbd_tool.scoring.spec import IndicatorSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Worlds:
    """The worlds an indicator is evaluated in."""

    worst: World
    likely: World
    best: World

    def each(self) -> tuple[World, World, World]:
        """Worst, likely, best."""
        return self.worst, self.likely, self.best


def worlds_of(spec: IndicatorSpec) -> Worlds:
    """Resolve each doubt against the indicator, as it is likely, and in its favour.

    An unverified camera is there in the worst world of what cameras hurt and not there in the
    worst world of what cameras help. A role in both lists stays likely: the indicator is not
    monotone in it, and says so by listing it twice.

    Args:
        spec: The indicator with the roles that help and hurt it.

    Returns:
        Its worlds; roles are in catalogue order, so equal doubts give equal worlds.
    """
    both = set(spec.helped_by) & set(spec.hurt_by)
    helped = [role for role in Role if role in spec.helped_by and role not in both]
    hurt = [role for role in Role if role in spec.hurt_by and role not in both]
    return Worlds(
        worst=_world(helped, hurt, has_attributes=spec.has_doubtful_attributes),
        likely=LIKELY_WORLD,
        best=_world(hurt, helped, has_attributes=spec.has_doubtful_attributes, is_best=True),
    )


def _world(
    few: list[Role], many: list[Role], *, has_attributes: bool, is_best: bool = False
) -> World:
    leanings = dict.fromkeys(few, Leaning.FEW) | dict.fromkeys(many, Leaning.MANY)
    end = Leaning.MANY if is_best else Leaning.FEW
    return World(
        leanings=tuple((role, leanings[role]) for role in Role if role in leanings),
        attributes=end if has_attributes else Leaning.LIKELY,
    )

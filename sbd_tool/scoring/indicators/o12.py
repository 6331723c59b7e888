"""O12: how many kinds of everyday amenity are near."""

from typing import Final

from sbd_tool.analysis.amenities import KINDS
from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.place_results import Amenities
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.scoring.observing import first_objects, is_unknown, trust, unseen
from sbd_tool.scoring.spec import IndicatorSpec, Observed


def observe(site: EffectiveSite, results: Results, rubric: Rubric) -> Observed | NotAssessed:
    """Kinds found of eight. A map may miss ``amenity_kinds_unseen``, or all."""
    found: Amenities = results["amenities"]
    unknown = is_unknown(site, Role.AMENITY)
    more = 0.0
    if unseen(site, Role.AMENITY) > 0:
        more = float(len(KINDS)) if unknown else rubric.value("amenity_kinds_unseen")
    return Observed(
        value=min(float(len(KINDS)), len(found.kinds) + more),
        evidence=trust(site, Role.AMENITY),
        objects=first_objects(ids[0] for _, ids in found.kinds),
        is_bound_only=unknown,
    )


SPEC: Final = IndicatorSpec(
    key="O12",
    needs_results=("amenities",),
    observe=observe,
    helped_by=(Role.AMENITY, Role.SEAT, Role.TRANSIT_STOP),
)

"""What an indicator is: a value read from results in one evidence world."""

from collections.abc import Callable
from dataclasses import dataclass

from sbd_tool.analysis.spec import NotAssessed, Results
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One indicator's value in one world.

    Attributes:
        value: In the indicator's unit.
        evidence: Weakest evidence the value rests on.
        objects: Ids it comes from, most telling first.
        is_bound_only: True when the value bounds this world but supports no likely value
            (a class that is not known: the indicator stays not assessed, its range is bounded).
        note: What was assumed.
    """

    value: float
    evidence: Evidence
    objects: tuple[str, ...] = ()
    is_bound_only: bool = False
    note: Text | None = None


Observe = Callable[[EffectiveSite, Results, Rubric], "Observed | NotAssessed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSpec:
    """How one indicator is read. Its worth is in the rubric, its doubts are in the worlds.

    Attributes:
        key: Rubric key ("O09").
        needs_results: Analyses whose results it takes.
        observe: Reads the value in the world the site stands in.
        helped_by: Roles of which more is better for it.
        hurt_by: Roles of which more is worse for it.
        reads: Roles it reads for its words only; more of them neither helps nor hurts.
        has_doubtful_attributes: Its worlds also lean ratings, gaps and openings.
        reads_facts: Fact keys it reads beside its analyses.
        reads_practices: Whether it reads the practice measures.
        version: Raised whenever numbers may change.
    """

    key: str
    observe: Observe
    needs_results: tuple[str, ...] = ()
    helped_by: tuple[Role, ...] = ()
    hurt_by: tuple[Role, ...] = ()
    reads: tuple[Role, ...] = ()
    has_doubtful_attributes: bool = False
    reads_facts: tuple[str, ...] = ()
    reads_practices: bool = False
    version: int = 1

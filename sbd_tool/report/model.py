"""Everything a report says, as plain values: no words yet, no page yet, and testable as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sbd_tool.domain.fairness import TrustRule
from sbd_tool.domain.plain import Plain, to_plain
from sbd_tool.domain.text import Quantity, Text
from sbd_tool.report.checklist_rows import ChecklistSection
from sbd_tool.report.community_rows import CommunitySection
from sbd_tool.report.deployment_rows import DeploymentRow
from sbd_tool.report.parameter_words import ParameterValue
from sbd_tool.report.review_rows import CommentRow, SignatureRow
from sbd_tool.report.short_sheet import ShortSheet
from sbd_tool.report.speed_model import SpeedSection
from sbd_tool.report.state_rows import StatesSection


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRow:
    """One indicator of a ledger.

    Attributes:
        key: Indicator key.
        name: What it asks, short.
        value: Reading with unit, or None when not assessed.
        span: Lowest and highest reading, when they differ.
        low, likely, high: Points 0 to 100.
        weight: Share of the ledger in per cent.
        earned, lost: Points of the ledger; None where withheld.
        is_banded: Told as a band of twenty points only; the value is withheld.
        state: assessed, not_assessed or context.
        evidence: Evidence key.
        sources: Short names of guidance sources.
        basis: a, b or c.
    """

    key: str
    name: Text
    value: Quantity | None
    span: tuple[Quantity, Quantity] | None
    low: float
    likely: float | None
    high: float
    weight: float
    earned: float | None
    lost: float | None
    state: str
    evidence: str
    sources: tuple[str, ...]
    basis: str
    is_banded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSection:
    """One ledger on the page.

    Attributes:
        key: openness or protection.
        sentence: What a mayor can read aloud.
        is_banded: Only bands are told.
        band_low, band_high: 1 to 5.
        score: The number, or None when it is not fit to print.
        low, high: The range, always printed unless banded.
        assessed, indicators: How many of how many indicators are assessed.
        coverage, assumed_share, unverified_share, old_share (``old_years``): 0 to 1, or None.
        unfit_reasons, warnings: In words.
        carries, costs: The three points that carry it, the three that cost most.
        rows: All indicators.
    """

    key: str
    sentence: Text
    is_banded: bool
    band_low: int
    band_high: int
    score: float | None
    low: float | None
    high: float | None
    assessed: int
    indicators: int
    coverage: float | None
    assumed_share: float | None
    unverified_share: float | None
    unfit_reasons: tuple[Text, ...]
    warnings: tuple[Text, ...]
    carries: tuple[Text, ...]
    costs: tuple[Text, ...]
    rows: tuple[ContributionRow, ...]
    old_share: float | None = None
    old_years: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """One line of the register: measures of one kind, state and evidence are one line.

    Attributes:
        number: Running number.
        kind: Catalogue key.
        name: Name of the kind.
        names: Names people gave.
        symbol, family: How it is drawn.
        state: Existing, proposed, temporary or to remove.
        evidence: Evidence key.
        count, size: How many, and their length or area, or None.
        parameters: Name and value, in catalogue order.
        cost_band: Rough cost.
        notes: Remarks.
    """

    number: int
    kind: str
    name: Text
    names: tuple[str, ...]
    symbol: str
    family: str
    state: str
    evidence: str
    count: int
    size: Quantity | None
    parameters: tuple[tuple[str, ParameterValue], ...]
    cost_band: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRow:
    """A remedy with both effects."""

    sentence: Text
    openness: float | None
    protection: float | None
    openness_range: tuple[float, float]
    protection_range: tuple[float, float]
    is_win_win: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding with its remedy."""

    severity: str
    sentence: Text
    remedy: Text | None
    ledgers: tuple[str, ...]
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefRow:
    """A condition of the brief: the sentence, its verdict and why."""

    said: Text
    verdict: str
    sentence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatRow:
    """What one strategy holds against one threat in one zone, in words."""

    zone: Text
    threat: Text
    strategy: Text
    cover: str
    in_place: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question still open."""

    key: str
    ask: Text
    where: str
    narrows: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Where plan content comes from, and under which licence."""

    name: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChangeRow:
    """A rule the project changed, under its name.

    Attributes:
        before, after: A number as one row of one; breakpoints as rows of value and points.
        unit: Unit of a number, or of the values of breakpoints.
        author, reason: Who changed it and why; "" where withheld.
    """

    name: Text
    before: tuple[tuple[float, ...], ...]
    after: tuple[tuple[float, ...], ...]
    unit: str
    author: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsSection:
    """Whose family weights stand behind the scores.

    Attributes:
        name: Whose view it is.
        author, date: Who stands for it, since when; "" where withheld or nobody does.
        reason: Why, or None.
        method: direct, swing, pairwise or judged.
        shares: Ledger -> name and share of each family.
        changes, has_more_changes: Rules the project changed; whether there are untold ones.
    """

    name: Text
    author: str
    date: str
    reason: Text | None
    method: str
    shares: tuple[tuple[str, tuple[tuple[Text, Quantity], ...]], ...]
    changes: tuple[RuleChangeRow, ...] = ()
    has_more_changes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportModel:
    """A whole report.

    Attributes:
        title, place: Name of the project, and of the square or "".
        edition: police, partner or public.
        label, mark, made: TLP label; what the chosen set prints beside it, or ""; ISO date.
        option, time_state, crs: What is shown; code and name of the coordinate system.
        ledgers, suggestions, findings, questions, measures: Rows; openness is the first ledger.
        counts: Things told as counts only.
        sources, guidance: Plan sources with licences; citations behind the figures, by short name.
        versions: Name and value of every version and digest.
        weights, withheld: Whose family weights stand; what this edition leaves out.
        written: What people wrote, by part of the report.
        seal: What it was made from, as one word (`sbd_tool.domain.seal`), or "".
        deployment: The deployment sheet; empty but for the police.
        labelled: Its labels: the set beside TLP; for the police, who lowered which and why.
        threats, speeds: The threat view, and speeds where they are part; for the police only.
        trust: The scoring held against the requirements of trustworthy AI.
        checklists: What checklists found; counts only but for the police.
        brief, signatures: Conditions of the brief, who signed what; none but for the police.
        comments: Comments of the review that the edition may hold.
        released, states: What a sealed layer releases, both ledgers by state; for the police only.
        community, short: Who was asked, what was said; what a short sheet needs, or None.
    """

    title: str
    place: str
    edition: str
    label: str
    made: str
    option: Text
    time_state: Text
    crs: str
    ledgers: tuple[LedgerSection, ...]
    suggestions: tuple[SuggestionRow, ...]
    findings: tuple[FindingRow, ...]
    questions: tuple[QuestionRow, ...]
    measures: tuple[MeasureRow, ...]
    counts: Mapping[str, int]
    sources: tuple[SourceRow, ...]
    guidance: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    weights: WeightsSection
    withheld: tuple[Text, ...]
    written: Mapping[str, str] = field(default_factory=dict)
    seal: str = ""
    deployment: tuple[DeploymentRow, ...] = ()
    trust: tuple[TrustRule, ...] = ()
    brief: tuple[BriefRow, ...] = ()
    threats: tuple[ThreatRow, ...] = ()
    speeds: SpeedSection | None = None
    comments: tuple[CommentRow, ...] = ()
    signatures: tuple[SignatureRow, ...] = ()
    released: tuple[Text, ...] = ()
    states: StatesSection = field(default_factory=StatesSection)
    checklists: tuple[ChecklistSection, ...] = ()
    mark: str = ""
    labelled: tuple[Text, ...] = ()
    community: CommunitySection = field(default_factory=CommunitySection)
    short: ShortSheet | None = None

    @property
    def content_digest(self) -> str:
        """Digest of what the edition shows, or "" where it is not told."""
        return dict(self.versions).get("content", "")

    def as_plain(self) -> Plain:
        """The report as JSON values, keys and parameters instead of sentences."""
        return to_plain(self)

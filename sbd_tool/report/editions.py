"""Police, partner and public: each edition is rebuilt from data, and renderers get nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.digest import design_digest
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.label_sets import mark_beside
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.project import Project
from sbd_tool.domain.provenance import Provenance
from sbd_tool.domain.scores import Assessment, LedgerScore, Question, Suggestion
from sbd_tool.domain.sheets import USUAL_SHEET, MapSheet, sheet_of
from sbd_tool.domain.text import Text, text
from sbd_tool.report.bare_pictures import bare_picture
from sbd_tool.report.deployment_rows import DeploymentRow
from sbd_tool.report.deployment_section import deployment_rows
from sbd_tool.report.edition_passages import (
    in_whole_points,
    speaks_of_passages,
    spoken_of,
    with_passages_as_bands,
)
from sbd_tool.report.edition_photos import (
    PhotoPrint,
    open_photos,
    photo_blobs,
    withheld_photos,
)
from sbd_tool.report.edition_plan import edition_plan
from sbd_tool.report.edition_rules import BARRIER_CATEGORIES
from sbd_tool.report.edition_scores import (
    Circle,
    LedgerView,
    ledger_view,
    may_read,
    questions_of,
    suggestions_of,
)
from sbd_tool.report.edition_written import open_records, withheld_written
from sbd_tool.report.legible_content import legible_project
from sbd_tool.report.shown_place import shown_project


@dataclass(frozen=True, kw_only=True)
class EditionContent:
    """All that a renderer of an edition is given.

    Attributes:
        edition: For whom.
        project: The project as the edition may know it.
        catalogue: Kinds, with the generic ones that stand for others.
        openness, protection: Both ledgers, or None where nothing was assessed.
        findings: What the reader may be told.
        suggestions: Measures worth adding.
        questions: Questions still open.
        counts: Kinds shown as counts only ("cameras").
        provenance: Versions; the digest is that of the edition's own content, so that it does not
            change when only withheld things do.
        withheld: What is left out or generalised.
        option: Option shown.
        time_state: State of time shown.
        results: Results of analyses for drawing; empty but for the police.
        heat: The map of an analysis to lay over the plan; none but for the police.
        maps: Maps of analyses for the report; none but for the police.
        sheet: How the map sheet was set up.
        logo: The picture at its head, without anything but its pixels, or nothing.
        deployment: The deployment sheet; none but for the police.
        photos: Copies of its photos; none but for formats that tell of them.
        mark: What the project's set of labels prints beside the label, or "".
    """

    edition: Edition
    project: Project
    catalogue: Catalogue
    openness: LedgerView | None
    protection: LedgerView | None
    findings: tuple[Finding, ...]
    suggestions: tuple[Suggestion, ...]
    questions: tuple[Question, ...]
    counts: Mapping[str, int]
    provenance: Provenance
    withheld: tuple[Text, ...]
    option: str = BASE_OPTION
    time_state: str = ORDINARY_STATE
    results: Mapping[str, object] = field(default_factory=dict)
    heat: HeatMap | None = None
    maps: tuple[HeatMap, ...] = ()
    sheet: MapSheet = USUAL_SHEET
    logo: bytes = b""
    deployment: tuple[DeploymentRow, ...] = ()
    photos: tuple[PhotoPrint, ...] = ()
    mark: str = ""

    @property
    def label(self) -> Tlp:
        """The label of every page and file of this edition."""
        return self.edition.label


def rebuild(
    project: Project,
    assessment: Assessment | None,
    catalogue: Catalogue,
    edition: Edition,
    place: tuple[str, str] | None = None,
) -> EditionContent:
    """Rebuild everything an edition may hold from the whole project.

    Args:
        project: The whole project.
        assessment: Its assessment, or None when only the plan is exported.
        catalogue: Kinds with markings.
        edition: For whom.
        place: Option and state shown where no assessment says so.

    Returns:
        Content without what is withheld; nothing of the whole project hangs on to it.
    """
    whole, is_police = project, edition is Edition.POLICE
    card = None if assessment is None else assessment.scorecard
    option, time_state = _place(place) if card is None else (card.option, card.time_state)
    project = legible_project(shown_project(whole, option, time_state))
    plan = edition_plan(project, catalogue, edition, option, time_state)
    shown = _with_remarks(plan.project, project, edition)
    hidden = (_ids(whole) | _ids(project)) - _ids(shown)
    if edition is Edition.PUBLIC:
        hidden |= _named(whole) | _named(project)
    unsaid = (_said(whole) | _said(project)) - _said(shown)
    circle = Circle(edition, _ids(shown), hidden, unsaid)
    openness = None if card is None else _openness(card.openness, circle)
    protection = None if card is None else ledger_view(card.protection, circle)
    questions: tuple[Question, ...] = ()
    if openness is not None and protection is not None:
        questions = questions_of(openness, protection)
    return EditionContent(
        edition=edition,
        project=shown,
        catalogue=plan.catalogue,
        openness=openness,
        protection=protection,
        findings=_findings(project, assessment, circle, _closed_names(catalogue, edition)),
        suggestions=()
        if assessment is None
        else suggestions_of(assessment, circle, _open_kinds(catalogue, edition)),
        questions=questions,
        counts=plan.counts,
        provenance=_provenance(whole, shown, assessment, catalogue, edition),
        withheld=(*plan.withheld, *_withheld_remarks(project, edition)),
        option=option,
        time_state=time_state,
        results=assessment.results if assessment and is_police else {},
        sheet=sheet_of(project.records),
        logo=_logo(project),
        mark=mark_beside(project.records, edition.label),
        deployment=_deployment(whole, catalogue, option, shown) if is_police else (),
    )


def _deployment(
    whole: Project, catalogue: Catalogue, option: str, shown: Project
) -> tuple[DeploymentRow, ...]:
    return deployment_rows(whole, catalogue, option, frozenset(shown.measures))


def _with_remarks(shown: Project, project: Project, edition: Edition) -> Project:
    """The rebuilt plan with the records and photos an edition may hold, and no original."""
    originals = photo_blobs(project)
    return replace(
        shown,
        records=open_records(project, edition),
        photos=open_photos(project, edition),
        blobs={key: raw for key, raw in shown.blobs.items() if key not in originals},
    )


def _withheld_remarks(project: Project, edition: Edition) -> tuple[Text, ...]:
    return (*withheld_written(project, edition), *withheld_photos(project, edition))


def with_sheet(content: EditionContent, sheet: MapSheet) -> EditionContent:
    """The content with another sheet than the project's own."""
    return replace(content, sheet=sheet)


def _logo(project: Project) -> bytes:
    raw = project.blobs.get(sheet_of(project.records).logo)
    return bare_picture(raw) if raw else b""


def with_map(content: EditionContent, heat: HeatMap) -> EditionContent:
    """The content with the map of an analysis, where the edition may show one.

    A map of what is seen would place withheld cameras and walls, so only the police edition gets
    it; the others say that it is left out.
    """
    if content.edition is Edition.POLICE:
        return replace(content, heat=heat)
    return replace(content, withheld=(*content.withheld, text("fields.map_withheld")))


def with_maps(content: EditionContent, maps: tuple[HeatMap, ...]) -> EditionContent:
    """The content with maps of analyses, where the edition may show them; see `with_map`."""
    if content.edition is Edition.POLICE or not maps:
        return replace(content, maps=maps)
    told = text("fields.map_withheld")
    lost = () if told in content.withheld else (told,)
    return replace(content, withheld=(*content.withheld, *lost))


def _place(place: tuple[str, str] | None) -> tuple[str, str]:
    return place or (BASE_OPTION, ORDINARY_STATE)


def _ids(project: Project) -> frozenset[str]:
    plan = (name for layer in project.layers for name in layer.ids)
    return frozenset((*plan, *project.measures))


def _named(project: Project) -> frozenset[str]:
    """Measures people gave a name: free words may say anything, so the public gets none."""
    return frozenset(name for name, measure in project.measures.items() if measure.name)


def _said(project: Project) -> frozenset[str]:
    """Names of all objects, as sentences tell them."""
    plan = (row.get("name") for layer in project.layers for row in layer.attributes)
    drawn = (measure.name for measure in project.measures.values())
    told = (name.strip() for name in (*plan, *drawn) if isinstance(name, str))
    return frozenset(name for name in told if name)


def _openness(score: LedgerScore, circle: Circle) -> LedgerView:
    view = ledger_view(score, circle)
    if circle.edition is Edition.POLICE:
        return view
    coarse = with_passages_as_bands(view)
    return in_whole_points(coarse) if circle.edition is Edition.PUBLIC else coarse


def _open_kinds(catalogue: Catalogue, edition: Edition) -> frozenset[str]:
    """Kinds that may be proposed: a barrier proposed at a place says that one is missing there."""
    return frozenset(
        kind.key
        for kind in catalogue.measures
        if edition is Edition.POLICE
        or (edition.may_show(kind.marking) and kind.category not in BARRIER_CATEGORIES)
    )


def _closed_names(catalogue: Catalogue, edition: Edition) -> frozenset[Text]:
    """Names of the kinds an edition does not tell apart."""
    return frozenset(kind.name for kind in catalogue.measures if not edition.may_show(kind.marking))


def _findings(
    project: Project, assessment: Assessment | None, circle: Circle, closed: frozenset[Text]
) -> tuple[Finding, ...]:
    """Findings of import speak of files and single objects: wider editions leave them out."""
    found = () if assessment is None else assessment.findings
    if circle.edition is Edition.POLICE:
        seen = dict.fromkeys((*found, *project.findings))
        return tuple(entry for entry in seen if may_read(entry, circle))
    imported = frozenset(project.findings)
    return tuple(
        entry
        for entry in found
        if entry not in imported
        and may_read(entry, circle)
        and not speaks_of_passages(entry)
        and closed.isdisjoint(spoken_of(entry.sentence))
    )


def _provenance(
    whole: Project,
    shown: Project,
    assessment: Assessment | None,
    catalogue: Catalogue,
    edition: Edition,
) -> Provenance:
    base = (
        Provenance(
            software="", catalogue=catalogue.edition, rubric="", project_digest=design_digest(whole)
        )
        if assessment is None
        else assessment.provenance
    )
    if edition is Edition.POLICE:
        return base
    return replace(base, project_digest=design_digest(shown), sources={})

"""From assembled plans to a project, new or grown; a file is never added twice."""

from collections.abc import Sequence
from dataclasses import replace

from sbd_tool.domain.findings import Finding, Severity
from sbd_tool.domain.project import Project
from sbd_tool.domain.rawplan import RawPlan
from sbd_tool.domain.text import text
from sbd_tool.ingest.assemble import Assembled, ImportWish
from sbd_tool.ingest.split import source_key, stable_id


def new_project(
    plans: Sequence[RawPlan], assembled: Assembled, wish: ImportWish, edition: str
) -> Project:
    """Make the project; its id follows from its sources, its title and the time of import."""
    digests = sorted(source_key(plan.source) for plan in plans)
    return Project(
        id=stable_id("project", *digests, assembled.title, wish.created),
        title=assembled.title,
        crs=assembled.crs,
        square=assembled.square,
        layers=assembled.layers,
        measures=assembled.measures,
        findings=assembled.findings,
        catalogue_edition=edition,
    )


def added_to(project: Project, assembled: Assembled) -> Project:
    """The project with new layers on top of its own and new measures after its own."""
    known = {layer.id for layer in project.layers}
    fresh = tuple(layer for layer in assembled.layers if layer.id not in known)
    return replace(
        project,
        square=project.square or assembled.square,
        layers=(*project.layers, *fresh),
        measures={**assembled.measures, **project.measures},
        findings=(*project.findings, *assembled.findings),
    )


def without_known(
    plans: Sequence[RawPlan], known: frozenset[str]
) -> tuple[tuple[RawPlan, ...], tuple[Finding, ...]]:
    """Leave out files that are there already, once by their digest."""
    fresh: list[RawPlan] = []
    findings: list[Finding] = []
    seen = set(known)
    for plan in plans:
        key = source_key(plan.source)
        if key in seen:
            findings.append(
                Finding(
                    key="ingest.known_source",
                    severity=Severity.INFO,
                    sentence=text("ingest.known_source", file=plan.source.name),
                    layer=plan.source.name,
                )
            )
        else:
            fresh.append(plan)
        seen.add(key)
    return tuple(fresh), tuple(findings)

"""`sbd import`: plan files become a project."""

from argparse import Namespace
from pathlib import Path

from sbd_tool import api
from sbd_tool.app.licensing import with_licence
from sbd_tool.app.pipeline import check_place
from sbd_tool.cli.json_out import dump, finding_json
from sbd_tool.cli.sources_arguments import licence_said
from sbd_tool.cli.spoken import Telling, say, say_findings
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import literal, text
from sbd_tool.domain.words import Words


def bring_in(arguments: Namespace, words: Words) -> int:
    """Read the plans and save them as a project that was not there before.

    Returns:
        1 when somebody has to decide something.
    """
    line = licence_said(arguments)
    target = api.project_path(Path(arguments.output))
    if target.exists():
        raise InputError(
            text("cli.exists_already", file=target.name), text("cli.choose_other"), target.name
        )
    with Telling(words, text("cli.importing")) as progress:
        imported = api.import_plans(
            [Path(plan) for plan in arguments.plans],
            crs=arguments.crs,
            units=arguments.units,
            square=arguments.square,
            context_m=arguments.context,
            title=arguments.title,
            author=arguments.by,
            mapping=api.read_role_mapping([Path(file) for file in arguments.mapping]),
            progress=progress,
        )
        project = with_licence(imported.project, line)
        check_place(project, arguments.option, arguments.time_state)
        api.save_project(project, target)
    say_findings(imported.findings, words)
    if arguments.json:
        print(dump(_import_json(project, target, imported.findings, arguments, words)))
    else:
        say(_import_line(project, target, words))
    return int(any(finding.is_open for finding in imported.findings))


def _import_json(
    project: Project,
    target: Path,
    findings: tuple[Finding, ...],
    arguments: Namespace,
    words: Words,
) -> dict[str, object]:
    return {
        "schema_version": 1,
        "project": str(target),
        "id": project.id,
        "title": project.title,
        "crs": project.crs,
        "square": project.square,
        "option": arguments.option,
        "time_state": arguments.time_state,
        "layers": [
            {
                "id": layer.id,
                "name": layer.name,
                "role": layer.role.value if layer.role is not None else None,
                "role_origin": layer.role_origin.value,
                "role_confidence": layer.role_confidence,
                "level": layer.level.value,
                "features": len(layer),
                "source": layer.source.name,
                "licence": layer.source.licence or None,
            }
            for layer in project.layers
        ],
        "underlays": [underlay.name for underlay in project.underlays],
        "measures": len(project.measures),
        "findings": [finding_json(finding, words) for finding in findings],
    }


def _import_line(project: Project, target: Path, words: Words) -> str:
    return words(
        text(
            "cli.imported",
            file=target.name,
            layers=len(project.layers),
            features=sum(len(layer) for layer in project.layers),
            measures=len(project.measures),
            crs=project.crs if len(project.crs) < 40 else literal("local CRS"),  # noqa: PLR2004
        )
    )

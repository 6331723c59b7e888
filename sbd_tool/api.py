"""Documented headless functions: the same road the window and the command line take.

Examples:
    >>> [sample.key for sample in samples()]
    ['heritage-piazza', 'market-square', 'seafront-promenade']
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sbd_tool.app import importing, pipeline, projects
from sbd_tool.app import samples as sample_sites
from sbd_tool.app.analysing import analyse, write_field
from sbd_tool.app.attaching import Attached, attach_luminaire
from sbd_tool.app.clock import Clock, RandomIds, SystemClock, timestamp
from sbd_tool.app.commands.answers import SetAnswer
from sbd_tool.app.commands.base import By
from sbd_tool.app.commands.measures import AddMeasures
from sbd_tool.app.doctoring import examine
from sbd_tool.app.exported import Exported
from sbd_tool.app.import_desk import inspect_dxf, proposed_roles, read_role_mapping
from sbd_tool.app.importing import Imported
from sbd_tool.app.project_edit import open_to_edit
from sbd_tool.app.projects import Opened, open_project, project_path, save_project
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.app.samples import Sample, sample, samples
from sbd_tool.app.tagging import Tagged, read_tags
from sbd_tool.domain.evidence import BASE_OPTION, ORDINARY_STATE, Evidence
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.role_mapping import RoleMapping
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.words import Words

__all__ = [
    "Attached",
    "Exported",
    "Imported",
    "Opened",
    "Rules",
    "Sample",
    "Tagged",
    "analyse",
    "answer",
    "assess",
    "attach_luminaire",
    "copy_sample",
    "examine",
    "export",
    "import_plans",
    "inspect_dxf",
    "is_project",
    "load_rules",
    "open_project",
    "project_path",
    "proposed_roles",
    "read_role_mapping",
    "sample",
    "sample_project",
    "samples",
    "save_project",
    "tag",
    "write_field",
]

SYSTEM_CLOCK: Final[Clock] = SystemClock()


def is_project(path: Path) -> bool:
    """Whether the path looks like one of our projects; nothing is read."""
    return path.name.lower().endswith(projects.ENDINGS)


def import_plans(
    paths: Sequence[Path],
    *,
    crs: str | None = None,
    units: str | None = None,
    square: str | None = None,
    context_m: float = 250.0,
    title: str = "",
    author: str = "",
    clock: Clock = SYSTEM_CLOCK,
    mapping: RoleMapping | None = None,
    progress: Progress = SILENT,
) -> Imported:
    """Bring plan files into a new project; see `sbd_tool.app.importing.import_plans`."""
    return importing.import_plans(
        paths,
        crs=crs,
        units=units,
        square=square,
        context_m=context_m,
        title=title,
        author=author,
        clock=clock,
        catalogue=load_rules(None).catalogue,
        mapping=mapping,
        progress=progress,
    )


def tag(
    project: Path,
    measures: Path,
    *,
    author: str = "",
    option: str = BASE_OPTION,
    time_state: str = ORDINARY_STATE,
    clock: Clock = SYSTEM_CLOCK,
    progress: Progress = SILENT,
) -> Tagged:
    """Place the measures of a GeoJSON file in a project and save it.

    Args:
        project: The project file.
        measures: The GeoJSON file.
        author: Who places them.
        option: Option they belong to.
        time_state: State they hold in where a feature names none; the ordinary one means in all.
        clock: Gives the time.
        progress: Told how far the work is.

    Raises:
        InputError: Not one feature is a measure, or there is no such option or state; the project
            stays as it is.
        ProjectFileError: The project cannot be opened or saved.
    """
    session, _ = open_to_edit(project, author=author, clock=clock)
    try:
        progress.advance(0.2)
        pipeline.check_place(session.project, option, time_state)
        tagged = read_tags(
            measures,
            session.project,
            load_rules(session.project).catalogue,
            clock=clock,
            author=author,
            option=option,
            time_states=None if time_state == ORDINARY_STATE else (time_state,),
        )
        session.do(AddMeasures(measures=tagged.measures, by=_by(author, clock)))
        progress.advance(0.7)
        session.save()
    finally:
        session.close()
    return tagged


def answer(
    project: Path,
    answers: Mapping[str, str],
    *,
    evidence: Evidence = Evidence.SEEN,
    author: str = "",
    method: str = "",
    document: str = "",
    option: str = BASE_OPTION,
    time_state: str = ORDINARY_STATE,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """Answer questions of a project and save it: all of them, or none.

    Args:
        project: The project file.
        answers: Question key -> value as typed.
        evidence: How the answers are known.
        author: Who answers.
        method: How it was found.
        document: Document that proves it.
        option: Option the answers belong to.
        time_state: State they hold in; the ordinary one means in all.
        clock: Gives the time of the answer.

    Raises:
        InputError: A key, a value, the option or the state is not accepted.
    """
    from sbd_tool.app.answering import typed_answer

    session, _ = open_to_edit(project, author=author, clock=clock)
    try:
        pipeline.check_place(session.project, option, time_state)
        rules = load_rules(session.project)
        typed = {key: typed_answer(key, words, rules) for key, words in answers.items()}
        ids = RandomIds()
        for key, value in typed.items():
            session.do(
                SetAnswer(
                    question=key,
                    value=value,
                    new_id=ids.new_id(),
                    evidence=evidence,
                    method=method,
                    document=document,
                    option=option,
                    time_states=None if time_state == ORDINARY_STATE else (time_state,),
                    by=_by(author, clock),
                )
            )
        session.save()
    finally:
        session.close()


def assess(
    project: Project,
    *,
    rules: Rules | None = None,
    option: str = BASE_OPTION,
    time_state: str = ORDINARY_STATE,
    wait: bool = False,
    speeds: bool = False,
    progress: Progress = SILENT,
) -> Assessment:
    """Score a project; see `sbd_tool.app.pipeline.assess`."""
    return pipeline.assess(
        project,
        rules or load_rules(project),
        option=option,
        time_state=time_state,
        with_slow=wait,
        with_speeds=speeds,
        progress=progress,
    )


def export(
    project: Path,
    target: Path,
    *,
    edition: Edition = Edition.PUBLIC,
    scale: int | None = None,
    option: str = BASE_OPTION,
    time_state: str = ORDINARY_STATE,
    template: str = "planner",
    pdf_passphrase: str = "",
    with_maps: bool = False,
    compare: tuple[str, str] | None = None,
    with_speeds: bool = False,
    log: Path | None = None,
    words: Words | None = None,
    progress: Progress = SILENT,
) -> Exported:
    """Write one export; see `sbd_tool.app.export_file`. Slow analyses run too."""
    from sbd_tool.app.export_file import Wanted, export_file

    wanted = Wanted(
        edition=edition,
        scale=scale,
        place=(option, time_state),
        template=template,
        pdf_passphrase=pdf_passphrase,
        with_maps=with_maps,
        compare=compare,
        with_speeds=with_speeds,
        log=log,
    )
    return export_file(project, target, wanted, words=words, progress=progress)


def sample_project(
    found: Sample, *, clock: Clock = SYSTEM_CLOCK, progress: Progress = SILENT
) -> Project:
    """A sample site as its story has it: plan, measures and answers."""
    return sample_sites.build_sample(found, clock=clock, progress=progress)


def copy_sample(name: str, folder: Path, *, progress: Progress = SILENT) -> tuple[Path, ...]:
    """Copy a sample's files and write its ready project beside them."""
    found = sample(name)
    written = sample_sites.copy_sample(found, folder)
    target = folder / f"{found.key}{projects.SUFFIX}"
    if not target.exists():
        save_project(sample_project(found, progress=progress), target)
        written = (*written, target)
    return written


def _by(author: str, clock: Clock) -> By:
    return By(author, timestamp(clock))

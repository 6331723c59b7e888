"""An assessment as deep as somebody asked for: what a window holds, or one made anew."""

from sbd_tool.app.pipeline import assess
from sbd_tool.app.rules import Rules
from sbd_tool.domain.approach_results import SPEEDS
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment


def assessed_as_asked(
    project: Project,
    rules: Rules,
    place: tuple[str, str],
    known: Assessment | None,
    *,
    with_speeds: bool,
    progress: Progress = SILENT,
) -> Assessment:
    """The whole assessment of a place, with or without approach speeds.

    Args:
        project: What is assessed.
        rules: Catalogue and rubric.
        place: Option and state.
        known: A whole and current assessment of that place, or None.
        with_speeds: Whether speeds are to be part: neither more nor less than asked is told.
        progress: Told how far the work is; may raise ``Cancelled``.
    """
    if known is not None and (SPEEDS in known.provenance.analyses) == with_speeds:
        return known
    return assess(
        project,
        rules,
        option=place[0],
        time_state=place[1],
        with_slow=True,
        with_speeds=with_speeds,
        progress=progress,
    )

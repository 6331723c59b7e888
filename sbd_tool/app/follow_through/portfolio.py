"""A folder of projects side by side: what was advised, adopted, built and looked after.

After ProMIS, the management system of Cutting Crime Impact for police design advisers: advice is
worth recording with what became of it. Files are only read; nothing is assessed anew.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sbd_tool.app.follow_through.listing import FollowThrough, Road, follow_through
from sbd_tool.app.problems import describe
from sbd_tool.app.projects import ENDINGS, open_project
from sbd_tool.domain.errors import InputError, SbdError
from sbd_tool.domain.follow_through import Built
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.threads import Decision
from sbd_tool.formats.project_folder import projects_below

MOST_PROJECTS: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much was advised and what became of it, counted in pieces of advice and measures.

    Attributes:
        advised: Pieces of advice: comments of reviewers, each counted once.
        adopted, rejected: Of them, decided so.
        to_build: Measures on the list.
        built: Of them, last seen as designed or with a difference.
        differing: Of them, last seen with a difference.
        not_built: Of them, last seen as not there.
        overdue: Of them, with an inspection whose day is past.
    """

    advised: int = 0
    adopted: int = 0
    rejected: int = 0
    to_build: int = 0
    built: int = 0
    differing: int = 0
    not_built: int = 0
    overdue: int = 0

    @property
    def undecided(self) -> int:
        """Advice without a decision."""
        return self.advised - self.adopted - self.rejected

    def acceptance(self) -> float | None:
        """Share of decided advice that was adopted, 0 to 1; None where nothing is decided."""
        decided = self.adopted + self.rejected
        return self.adopted / decided if decided else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioRow:
    """One project.

    Attributes:
        path: Its file, below the folder.
        title: Its name.
        longitude, latitude: Middle of its square, degrees WGS84, or None.
        tally: Counts.
        follow: The whole road.
    """

    path: str
    title: str
    longitude: float | None
    latitude: float | None
    tally: Tally
    follow: FollowThrough


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A file that could not be read or is an older copy of another, in words."""

    path: str
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A folder of projects.

    Attributes:
        rows: One for each project, by title and path.
        kinds: Counts by catalogue key of the measures that advice is about; "" is advice about
            no measure. Advice about two kinds counts at each.
        unread: Files that could not be read, and older copies of those that were.
        total: Counts of all.
    """

    rows: tuple[PortfolioRow, ...]
    kinds: tuple[tuple[str, Tally], ...]
    unread: tuple[Unread, ...]
    total: Tally = field(default_factory=Tally)


def read_portfolio(folder: Path, today: str, progress: Progress = SILENT) -> Portfolio:
    """Read all projects below a folder.

    Args:
        folder: The folder; folders in it are read too.
        today: ISO day from which inspections are overdue.
        progress: Told after each project; may raise ``Cancelled``.

    Raises:
        InputError: It is no folder, holds no project, or more than can be read.
    """
    if not folder.is_dir():
        raise InputError(
            text("follow.no_folder", folder=literal(folder.name)), text("follow.no_folder_hint")
        )
    files = projects_below(folder, ENDINGS)
    if not files or len(files) > MOST_PROJECTS:
        key = "follow.no_projects" if not files else "follow.too_many_projects"
        raise InputError(
            text(key, folder=literal(folder.name)),
            text("follow.no_projects_hint", most=MOST_PROJECTS),
        )
    newest: dict[str, tuple[str, PortfolioRow]] = {}
    unread: list[Unread] = []
    for number, path in enumerate(files):
        name = path.relative_to(folder).as_posix()
        progress.advance(number / len(files), literal(name))
        try:
            project = open_project(path).project
        except SbdError as problem:
            unread.append(Unread(path=name, reason=describe(problem).title))
            continue
        found = (_last_change(project), _row(project, name, today))
        _keep_newest(newest, project.id, found, unread)
    progress.advance(1.0)
    rows = sorted(
        (row for _, row in newest.values()), key=lambda row: (row.title.casefold(), row.path)
    )
    return Portfolio(
        rows=tuple(rows),
        kinds=_by_kind(rows, today),
        unread=tuple(unread),
        total=tally_of([road for row in rows for road in row.follow.roads], today),
    )


def tally_of(roads: Iterable[Road], today: str) -> Tally:
    """Counts over roads; a piece of advice about several measures counts once."""
    listed = list(roads)
    advice = {one.id: one for road in listed for one in road.threads}
    decisions = [one.decision for one in advice.values()]
    measures = [road for road in listed if road.measure]
    found = [None if road.built is None else road.built.found for road in measures]
    return Tally(
        advised=len(advice),
        adopted=decisions.count(Decision.ADOPTED),
        rejected=decisions.count(Decision.REJECTED),
        to_build=len(measures),
        built=found.count(Built.AS_DESIGNED) + found.count(Built.DIFFERS),
        differing=found.count(Built.DIFFERS),
        not_built=found.count(Built.NOT_BUILT),
        overdue=sum(road.is_overdue(today) for road in measures),
    )


def _by_kind(rows: Sequence[PortfolioRow], today: str) -> tuple[tuple[str, Tally], ...]:
    by_kind: dict[str, list[Road]] = {}
    for row in rows:
        for road in row.follow.roads:
            by_kind.setdefault(road.kind, []).append(road)
    counted = [(kind, tally_of(roads, today)) for kind, roads in by_kind.items()]
    return tuple(sorted(counted, key=lambda pair: (-pair[1].advised, -pair[1].to_build, pair[0])))


def _keep_newest(
    newest: dict[str, tuple[str, PortfolioRow]],
    project_id: str,
    found: tuple[str, PortfolioRow],
    unread: list[Unread],
) -> None:
    """Copies of one project count once: the one that was changed last, the first of equals."""
    known = newest.get(project_id)
    if known is None:
        newest[project_id] = found
        return
    kept, left = (found, known) if found[0] > known[0] else (known, found)
    newest[project_id] = kept
    reason = text("follow.copy_of", path=literal(kept[1].path))
    unread.append(Unread(path=left[1].path, reason=reason))


def _last_change(project: Project) -> str:
    stamps = [row.stamp for row in project.measures.values()]
    stamps += [row.stamp for row in project.records.values()]
    stamps += [row.stamp for row in project.answers.values()]
    return max((stamp.changed for stamp in stamps), default="")


def _row(project: Project, name: str, today: str) -> PortfolioRow:
    follow, place = follow_through(project), _middle(project)
    return PortfolioRow(
        path=name,
        title=project.title or name,
        longitude=None if place is None else place[0],
        latitude=None if place is None else place[1],
        tally=tally_of(follow.roads, today),
        follow=follow,
    )


def _middle(project: Project) -> tuple[float, float] | None:
    found = project.feature(project.square) if project.square else None
    if found is None:
        return None
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    point = found[1].geometry.representative_point()
    try:
        to_degrees = Transformer.from_crs(project.crs, "EPSG:4326", always_xy=True)
    except ProjError:
        return None
    east, north = to_degrees.transform(point.x, point.y)
    return (float(east), float(north)) if abs(north) <= 90 else None  # noqa: PLR2004 - inf else

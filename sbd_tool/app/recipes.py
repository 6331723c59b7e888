"""Cooking a recipe: many projects, a set of exports each, unattended; one failure stops nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sbd_tool.app.clock import Clock, SystemClock
from sbd_tool.app.export_target import check_closing, check_not_same
from sbd_tool.app.exporting import check_export, export
from sbd_tool.app.language import load_words
from sbd_tool.app.pipeline import assess, check_place
from sbd_tool.app.problems import describe
from sbd_tool.app.projects import AGE, SUFFIX, open_project
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.domain.errors import Cancelled, InputError
from sbd_tool.domain.file_names import file_stem
from sbd_tool.domain.progress import SILENT, Progress, Span
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.words import Words
from sbd_tool.formats.recipe_file import Output, Recipe, read_recipe
from sbd_tool.report.telling import USUAL

MOST_PROJECTS: Final = 1000
_CLOCK: Final = SystemClock()
Assessed = dict[tuple[str, str, bool], Assessment]
"""Option, state and whether speeds are part -> assessment."""
Told = Callable[["Cooked", int, int], None]
"""Told of each output once it is through, with its number and how many there are to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooked:
    """One output of one project.

    Attributes:
        project: The project file.
        target: The file that was or was to be written; None if the project did not open.
        problem: Why it was not written, or None.
        hint: What to do about it, or None.
        remarks: What else to know about a written file.
    """

    project: Path
    target: Path | None
    problem: Text | None = None
    hint: Text | None = None
    remarks: tuple[Text, ...] = ()

    @property
    def is_written(self) -> bool:
        """Whether the file is there."""
        return self.problem is None


def cook(
    recipe_path: Path,
    projects: Sequence[Path],
    *,
    words: Words,
    folder: Path | None = None,
    clock: Clock = _CLOCK,
    told: Told = lambda _one, _number, _of: None,
    progress: Progress = SILENT,
) -> tuple[Cooked, ...]:
    """Write every output of a recipe for every project; a project named twice is cooked once.

    Whatever stops the work, each file is whole or not there.

    Args:
        recipe_path: The recipe.
        projects: Project files.
        words: Language where an output names none.
        folder: Where files go, instead of where the recipe says.
        clock: Tells the day where a project tells none.
        told: Told of each output once it is through; what it was told stands when the work stops.
        progress: Told how far the work is.

    Returns:
        One entry for each output of each project, in order.

    Raises:
        RuleFileError: The recipe breaks its schema; nothing was written.
        InputError: There is no project, there are too many, or the recipe cannot be followed: two
            files would have one name, or one would lie over a project; nothing was written.
    """
    recipe = read_recipe(recipe_path)
    projects = _each_once(projects)
    if not 0 < len(projects) <= MOST_PROJECTS:
        raise InputError(
            text("recipes.no_projects", most=MOST_PROJECTS), text("recipes.projects_hint")
        )
    kitchen = _Kitchen(recipe, recipe_path, folder, words, clock)
    kitchen.check(projects)
    found: list[Cooked] = []
    of = len(projects) * len(recipe.outputs)
    for turn, project in enumerate(projects):
        share = Span(progress, turn / len(projects), (turn + 1) / len(projects))
        share.advance(0.0, text("recipes.step", file=project.name))
        for one in kitchen.of_project(project, share):
            found.append(one)
            more = (turn + 1) * len(recipe.outputs)  # where a project did not open
            told(one, more if one.target is None else len(found), of)
    progress.advance(1.0)
    return tuple(found)


def _each_once(projects: Sequence[Path]) -> list[Path]:
    return list({str(project.resolve()): project for project in projects}.values())


class _Kitchen:
    def __init__(
        self, recipe: Recipe, path: Path, folder: Path | None, words: Words, clock: Clock
    ) -> None:
        self._recipe, self._words, self._clock = recipe, words, clock
        self._folder = folder or (path.parent / recipe.folder if recipe.folder else None)

    def check(self, projects: Sequence[Path]) -> None:
        """Refuse a set of which one file would take the place of another, or of a project.

        Raises:
            InputError: Two files would have one name, or one would be that of a project.
        """
        kept = {_place(project) for project in projects}
        taken: dict[str, Path] = {}
        for project in projects:
            for output in self._recipe.outputs:
                target = self._target(project, output)
                place = _place(target)
                if place in kept:
                    raise InputError(
                        text("cli.target_is_project", file=literal(target.name)),
                        text("recipes.hint"),
                        target.name,
                    )
                if place in taken:
                    raise InputError(
                        text(
                            "recipes.overwrites",
                            file=literal(target.name),
                            one=literal(taken[place].name),
                            other=literal(project.name),
                        ),
                        text("recipes.overwrites.hint"),
                        target.name,
                    )
                taken[place] = project

    def of_project(self, path: Path, progress: Progress) -> Iterator[Cooked]:
        try:
            project = open_project(path).project
            rules = load_rules(project)
        except Cancelled:
            raise
        except Exception as fault:  # noqa: BLE001 # boundary: one project stops no other
            yield _failed(path, None, fault)
            return
        assessed: Assessed = {}
        count = len(self._recipe.outputs)
        for turn, output in enumerate(self._recipe.outputs):
            share = Span(progress, turn / count, (turn + 1) / count)
            target = self._target(path, output)
            try:
                remarks = self._write(project, rules, path, target, output, assessed, share)
            except Cancelled:
                raise
            except Exception as fault:  # noqa: BLE001 # boundary: one output stops no other
                yield _failed(path, target, fault)
            else:
                yield Cooked(project=path, target=target, remarks=remarks)

    def _target(self, path: Path, output: Output) -> Path:
        stem = path.name.removesuffix(AGE).removesuffix(SUFFIX)
        folder = self._folder or path.parent
        return folder / output.name_for(file_stem(stem, "project"))

    def _write(  # noqa: PLR0917 - one output with all it is made from
        self,
        project: Project,
        rules: Rules,
        path: Path,
        target: Path,
        output: Output,
        assessed: Assessed,
        progress: Progress,
    ) -> tuple[Text, ...]:
        template = output.template or USUAL
        check_export(target, output.scale, project, template)
        check_closing(target, None, "")
        check_not_same(path, target)
        place = (output.option, output.time_state)
        check_place(project, *place)
        depth = (*place, output.speeds)
        if depth not in assessed:
            assessed[depth] = assess(
                project,
                rules,
                option=place[0],
                time_state=place[1],
                with_slow=True,
                with_speeds=output.speeds,
                progress=Span(progress, 0.0, 0.6),
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        exported = export(
            project,
            assessed[depth],
            rules,
            target,
            edition=output.edition,
            scale=output.scale,
            template=template,
            words=load_words(output.language) if output.language else self._words,
            clock=self._clock,
            progress=Span(progress, 0.6, 1.0),
        )
        return exported.remarks


def _place(path: Path) -> str:
    """Where a file lies, alike for all names of it, on systems that tell no case as well."""
    return str(path.resolve()).casefold()


def _failed(path: Path, target: Path | None, fault: BaseException) -> Cooked:
    problem = describe(fault)
    return Cooked(project=path, target=target, problem=problem.title, hint=problem.hint)

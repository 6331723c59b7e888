"""What all parts of one window share: the workbench, the look, and what is chosen.

Panels read the desk and listen to its signals; none of them knows another. The desk turns the
workbench's events into Qt signals and adds what only a window has: a choice and a tool in hand.
"""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Signal

from sbd_tool.app.clock import Clock
from sbd_tool.app.commands import By, Command
from sbd_tool.app.jobs import Job, JobRunner, Ticket
from sbd_tool.app.labelling import Labelled, label_of
from sbd_tool.app.rules import Rules, load_rules
from sbd_tool.app.weighing import weights_key
from sbd_tool.app.workbench import Event, Workbench
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.catalogue import MeasureKind
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.findings import Finding
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.measures import Measure
from sbd_tool.domain.overrides import Place
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.scores import Assessment, ObjectShare, Question
from sbd_tool.domain.text import Text
from sbd_tool.gui.look import Look

R = TypeVar("R")
SEVERITIES: Final = ("danger", "warning", "info")


class Desk(QObject):
    """The one object panels share.

    Signals:
        project_opened: Another project lies on the desk, or none.
        project_changed: The project changed.
        saved_changed: File, saved state or read-only state changed.
        assessed: A new assessment is there, or the last one went out of date.
        chosen: The choice of objects changed.
        armed: A kind of measure was taken in hand, or laid down.
        problem_raised: Something failed; carries a `Problem`.
        told: Something worth a line went well; carries a `Text`.
        offered: The same with what can be done next: a `Text` and a list of (caption, deed).
        zoom_wanted: Ids to show on the map.
        indicator_wanted, card_wanted: Key of an indicator or guidance card to open.
        ledger_wanted: Key of a ledger whose contributions to show.
        questions_wanted: The list of questions should come to the front.
        run_drafted: Numbers of a run are being typed, or no longer.
        table_wanted: Source of the attribute table to open: "measures" or id of a layer.
        style_wanted: Id of the layer whose style card to open.
        view_wanted: A `Bookmark` to bring the map to.
        table_taken: A table file was taken with exceptions: its name and a `TakenTable`.
        recents_changed: The list of recent projects was changed by hand.
        place_switched: Where edits count is another (here only, or in all states).
    """

    project_opened = Signal()
    project_changed = Signal()
    saved_changed = Signal()
    assessed = Signal()
    chosen = Signal()
    armed = Signal()
    problem_raised = Signal(object)
    told = Signal(object)
    offered = Signal(object, object)
    zoom_wanted = Signal(tuple)
    indicator_wanted = Signal(str)
    card_wanted = Signal(str)
    ledger_wanted = Signal(str)
    questions_wanted = Signal()
    table_wanted = Signal(str)
    run_drafted = Signal()
    style_wanted = Signal(str)
    view_wanted = Signal(object)
    table_taken = Signal(str, object)
    recents_changed = Signal()
    luminaire_wanted = Signal(tuple)
    place_switched = Signal()
    rule_wanted = Signal(str)
    photo_wanted = Signal(str)

    def __init__(self, look: Look, workbench: Workbench, runner: JobRunner, clock: Clock) -> None:
        super().__init__()
        self.look, self.bench, self.clock = look, workbench, clock
        self._runner = runner
        self.selection: tuple[str, ...] = ()
        self.armed_kind: str | None = None
        self._rules: tuple[object, Rules] | None = None
        self._label: tuple[tuple[Project, Assessment | None], Labelled] | None = None
        self._shares: tuple[Project, dict[str, tuple[ObjectShare, ...]]] | None = None
        self.asked: dict[str, Question] = {}
        self.live_sight: object = None  # kept ready for the look tool
        self.shortcut_of: Callable[[str], str] = lambda _key: ""  # first shortcut of an action
        self.run_draft: Measure | None = None  # a run whose numbers are being typed
        self.shown_map: HeatMap | None = None  # of an analysis of the project as it stands
        self.measured_words = ""  # the measurement that stands on the map
        self._shown_id = ""
        self._problems = 0
        self._ends = [
            workbench.listen(Event.PROJECT, self._project_event),
            workbench.listen(Event.SAVED, self.saved_changed.emit),
            workbench.listen(Event.ASSESSMENT, self.assessed.emit),
            workbench.listen(Event.PLACE, self.place_switched.emit),
            workbench.listen(Event.PROBLEM, self._problem_event),
        ]

    def leave(self) -> None:
        """Stop listening; call before another desk takes over the workbench."""
        for end in self._ends:
            end()
        self._ends.clear()

    @property
    def project(self) -> Project | None:
        """The open project as it stands in the option and state shown; None on the start page."""
        return self.bench.seen

    @property
    def whole(self) -> Project | None:
        """The open project with all options and states: for what compares, checks or exports."""
        return self.bench.project

    @property
    def place(self) -> Place:
        """The option and the state shown."""
        return self.bench.place

    @property
    def assessment(self) -> Assessment | None:
        """The latest assessment, perhaps out of date."""
        return self.bench.assessment

    @property
    def rules(self) -> Rules:
        """Catalogue and rubric of the project, read again when its changes to them change."""
        project = self.project
        key = (
            None
            if project is None
            else (project.rules, tuple(project.luminaires), weights_key(project))
        )
        if self._rules is None or self._rules[0] != key:
            self._rules = (key, load_rules(project))
        return self._rules[1]

    @property
    def label(self) -> Labelled:
        """The label of the project: as narrow as the narrowest thing it holds."""
        project = self.project
        if project is None:
            return Labelled(Tlp.CLEAR, ())
        state = (project, self.assessment)
        if self._label is None or not _same(self._label[0], state):
            self._label = (state, label_of(project, self.assessment, self.rules))
        return self._label[1]

    def shares_of(self, indicator: str) -> tuple[ObjectShare, ...] | None:
        """Points of an indicator by objects, if somebody had them worked out for this project."""
        kept = self._shares
        return kept[1].get(indicator) if kept is not None and kept[0] is self.project else None

    def draft_run(self, run: Measure | None) -> None:
        """Show a run as it would be with other numbers; None shows it as it is."""
        if run is not None or self.run_draft is not None:
            self.run_draft = run
            self.run_drafted.emit()

    def keep_shares(
        self, project: Project, indicator: str, shares: tuple[ObjectShare, ...]
    ) -> None:
        """Keep what was worked out for as long as the project stays as it is."""
        if self._shares is None or self._shares[0] is not project:
            self._shares = (project, {})
        self._shares[1][indicator] = shares

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What opening, import and assessment noticed, worst first."""
        project, assessment = self.project, self.assessment
        if project is None:
            return ()
        found = (
            *self.bench.notices,
            *(assessment.findings if assessment is not None else ()),
            *project.findings,
        )
        unique: list[Finding] = []
        for finding in found:
            if finding not in unique:
                unique.append(finding)
        return tuple(sorted(unique, key=lambda one: SEVERITIES.index(one.severity.value)))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Questions of both ledgers, those that narrow most first, each once."""
        assessment = self.bench.advice
        if assessment is None:
            return ()
        card = assessment.scorecard
        both = (*card.openness.questions, *card.protection.questions)
        by_key = {question.key: question for question in both}
        self.asked.update(by_key)
        ranked = sorted(by_key.values(), key=lambda one: -sum(one.narrows.values()))
        return tuple(ranked)

    def by(self) -> By:
        """Who gives commands here, and when."""
        return self.bench.by()

    def new_stamp(self) -> Stamp:
        """A stamp for a new row."""
        return self.bench.new_stamp()

    def do(self, command: Command) -> bool:
        """Apply a command; a refusal becomes a problem and changes nothing."""
        return self.bench.do(command)

    def choose(self, ids: Iterable[str]) -> None:
        """Choose objects."""
        chosen = tuple(ids)
        if chosen != self.selection:
            self.selection = chosen
            self.chosen.emit()

    def chosen_measures(self) -> tuple[Measure, ...]:
        """Measures among the chosen objects."""
        project = self.project
        if project is None:
            return ()
        return tuple(project.measures[i] for i in self.selection if i in project.measures)

    def kind(self, key: str) -> MeasureKind | None:
        """A kind of the catalogue, or None when this edition does not have it."""
        measures = self.rules.catalogue.measures
        return measures[key] if key in measures else None  # noqa: SIM401 - a registry, not a dict

    def arm(self, kind: str | None) -> None:
        """Take a kind of measure in hand, to draw it; None lays it down."""
        if kind != self.armed_kind:
            self.armed_kind = kind
            self.armed.emit()

    def report(self, error: BaseException) -> None:
        """Say that something failed."""
        self.bench.report(error)

    def run(
        self,
        title: Text,
        task: Callable[[Progress], R],
        on_done: Callable[[R], None],
        on_failed: Callable[[Exception], None] | None = None,
        *,
        key: str = "",
        is_urgent: bool = False,
    ) -> Ticket:
        """Start long work; it shows in the status bar and can be cancelled there.

        What is started after an urgent job waits for it: keep urgent ones short.
        """
        failed = on_failed or self.report
        return self._runner.start(Job(title, task, on_done, failed, key, is_urgent))

    def _project_event(self) -> None:
        project = self.project
        opened = "" if project is None else project.id
        if opened != self._shown_id:
            self._shown_id = opened
            self.selection, self.armed_kind = (), None
            self.project_opened.emit()
            return
        self._drop_lost_choice()
        self.project_changed.emit()

    def _drop_lost_choice(self) -> None:
        project = self.project
        if project is None or not self.selection:
            return
        rows = (project.measures, project.notes, project.photos, project.annotations)
        others = [i for i in self.selection if not any(i in some for some in rows)]
        lost = set(others) - project.features(others).keys()
        self.choose(tuple(i for i in self.selection if i not in lost))

    def _problem_event(self) -> None:
        count = len(self.bench.problems)
        if count > self._problems:
            self.problem_raised.emit(self.bench.problems[-1])
        self._problems = count


def _same(before: tuple[object, object], now: tuple[object, object]) -> bool:
    """Whether both are the very same objects: comparing plans value by value would take long."""
    return before[0] is now[0] and before[1] is now[1]

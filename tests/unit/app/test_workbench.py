"""What a window holds, driven without a window."""

from pathlib import Path
from typing import Any

import pytest

from sbd_tool.app import commands as c
from sbd_tool.app.clock import CountedIds
from sbd_tool.app.jobs import InlineRunner, Job, Ticket
from sbd_tool.app.language import load_words
from sbd_tool.app.projects import new_project
from sbd_tool.app.settings import Settings, load_settings
from sbd_tool.app.workbench import Event, Workbench
from sbd_tool.domain.errors import Cancelled, SbdError
from sbd_tool.domain.text import text
from sbd_tool.formats.project_store import FolderStore
from tests.campaigns.actions import CLOCK


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SBD_CONFIG_DIR", str(tmp_path / "config"))


def bench(tmp_path: Path, **more: Any) -> Workbench:
    more = {"runner": InlineRunner(), "settings": Settings(author="Ada"), **more}
    runner = more.pop("runner")
    store = FolderStore(tmp_path / "state")
    return Workbench(runner, clock=CLOCK, ids=CountedIds(1), store=store, **more)


def fresh() -> Any:
    return new_project("Square", "EPSG:3879", ids=CountedIds(2))


def test_open_edit_undo_save_and_open_again(tmp_path: Path):
    desk = bench(tmp_path)
    told: list[str] = []
    for event in Event:
        desk.listen(event, lambda event=event: told.append(event))
    assert desk.new(fresh())
    assert desk.is_dirty
    assert desk.do(c.RenameProject(title="Market", by=desk.by()))
    assert load_words("en")(desk.undo_label) == "Rename the project"
    desk.undo()
    assert desk.project.title == "Square"
    desk.redo()
    assert desk.save_as(tmp_path / "market")
    assert desk.path == tmp_path / "market.sbd.gpkg"
    assert not desk.is_dirty
    desk.close()
    assert desk.project is None
    assert desk.open(tmp_path / "market.sbd.gpkg")
    assert desk.project.title == "Market"
    assert desk.session.log[0].author == "Ada"
    assert desk.problems == ()
    assert {"project", "saved", "settings"} <= set(told)


def test_a_failure_is_a_problem_in_words_and_never_an_exception(tmp_path: Path):
    desk = bench(tmp_path)
    desk.new(fresh())
    assert not desk.do(c.RenameProject(title="  "))
    assert not desk.open(tmp_path / "nowhere.sbd.gpkg")
    assert desk.project is not None, "what was open stays open"
    titles = [load_words("en")(problem.title) for problem in desk.problems]
    assert titles == ["A project needs a name.", "There is no project “nowhere.sbd.gpkg”."]
    desk.dismiss(desk.problems[0])
    assert len(desk.problems) == 1


def test_a_fault_in_a_command_is_admitted_and_changes_nothing(tmp_path: Path):
    class Broken:
        key, by, merge_key = "broken", c.NOBODY, None
        label = text("app.do.rename_project")

        def apply(self, project: Any) -> Any:
            raise ZeroDivisionError

    desk = bench(tmp_path)
    desk.new(fresh())
    before = desk.project
    assert not desk.do(Broken())
    assert desk.project is before
    assert [problem.expected for problem in desk.problems] == [False]


def test_each_change_starts_an_assessment_and_the_older_is_cancelled(tmp_path: Path):
    class HeldRunner:
        def __init__(self) -> None:
            self.jobs: list[tuple[Job[Any], Ticket]] = []

        def start(self, job: Job[Any]) -> Ticket:
            self.jobs.append((job, Ticket()))
            return self.jobs[-1][1]

    runner = HeldRunner()
    desk = bench(tmp_path, runner=runner, assess=lambda project, progress: project.title)
    desk.new(fresh())
    desk.do(c.RenameProject(title="Market"))
    (_, old_ticket), (new, ticket) = runner.jobs
    assert old_ticket.is_cancelled
    with pytest.raises(Cancelled):
        old_ticket.advance(0.1)
    new.on_done(new.task(ticket))
    assert desk.assessment == "Market"
    assert desk.is_assessment_current
    desk.undo()
    assert not desk.is_assessment_current


def test_inline_work_reports_or_fails_or_stays_silent_when_cancelled(tmp_path: Path):
    desk, got = bench(tmp_path), []
    desk.start(text("app.job.assess"), lambda progress: 7, got.append)

    def fails(progress: Any) -> int:
        raise SbdError(text("app.title_missing"), text("app.title_missing.hint"))

    def stopped(progress: Any) -> int:
        raise Cancelled

    desk.start(text("app.job.assess"), fails, got.append)
    desk.start(text("app.job.assess"), stopped, got.append)
    assert got == [7]
    assert [problem.title.key for problem in desk.problems] == ["app.title_missing"]


def test_the_start_page_lists_unsaved_work_but_not_what_is_open(tmp_path: Path):
    desk = bench(tmp_path)
    desk.new(fresh())
    desk.do(c.RenameProject(title="Lost"))
    assert desk.unsaved_work() == ()
    FolderStore(tmp_path / "state").delete(f"{desk.project.id}/lock")
    other = bench(tmp_path)
    (work,) = other.unsaved_work()
    assert other.recover_unsaved(work)
    assert other.project.title == "Lost"


def test_opening_the_open_project_again_or_a_copy_of_it_is_no_conflict_with_oneself(tmp_path: Path):
    desk = bench(tmp_path)
    desk.new(fresh())
    desk.save_as(tmp_path / "a.sbd.gpkg")
    (tmp_path / "b.sbd.gpkg").write_bytes((tmp_path / "a.sbd.gpkg").read_bytes())
    for name in ("a", "b", "a"):
        assert desk.open(tmp_path / f"{name}.sbd.gpkg")
        assert not desk.is_read_only
        assert desk.do(c.RenameProject(title=name))
        assert desk.save()


def test_the_version_before_the_last_save_can_be_had_when_the_file_is_broken(tmp_path: Path):
    desk, path = bench(tmp_path), tmp_path / "a.sbd.gpkg"
    desk.new(fresh())
    desk.save_as(path)
    desk.do(c.RenameProject(title="Later"))
    desk.save()
    desk.close()
    path.write_bytes(b"broken")
    assert not desk.open(path)
    assert desk.open_backup(path)
    assert (desk.project.title, desk.path, desk.is_dirty) == ("Square", None, True)
    assert not desk.open_backup(tmp_path / "never-saved.sbd.gpkg")


def test_settings_are_kept_and_a_broken_file_gives_the_defaults(tmp_path: Path):
    desk = bench(tmp_path)
    desk.set_settings(Settings(language="de", theme="dark", author="Ü"))
    desk.new(fresh())
    desk.save_as(tmp_path / "a.sbd.gpkg")
    kept = load_settings()
    assert (kept.language, kept.theme, kept.author) == ("de", "dark", "Ü")
    assert [recent.title for recent in kept.recent_projects] == ["Square"]
    assert kept.without_recent(kept.recent_projects[0].path).recent_projects == ()
    file = tmp_path / "config" / "settings.json"
    file.write_text('{"language": "xx", "theme": 7, "author": "Ada"}')
    assert load_settings() == Settings(author="Ada")
    file.write_text("[[[")
    assert load_settings() == Settings()


def test_every_setting_is_described_in_both_languages():
    from dataclasses import fields

    for language in ("en", "de"):
        words = load_words(language)
        for field in fields(Settings):
            assert words.has(field.metadata["label"].key), field.name
            assert words.has(field.metadata["help"].key), field.name


def test_pinned_projects_stay_on_top_and_the_list_is_bounded():
    from dataclasses import replace

    settings = Settings().with_recent(Path("/a"), "A", "1")
    pinned = replace(settings.recent_projects[0], is_pinned=True)
    settings = replace(settings, recent_projects=(pinned,))
    for number in range(20):
        settings = settings.with_recent(Path(f"/{number}"), "", "2")
    assert len(settings.recent_projects) == 12
    assert settings.recent_projects[0] == pinned
    assert settings.recent_projects[1].path == "/19"

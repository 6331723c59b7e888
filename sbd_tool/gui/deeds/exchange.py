"""Handing a project out and taking a copy in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from sbd_tool.app.exchange.handing_out import Handed
from sbd_tool.app.exchange.taking_in import Copy
from sbd_tool.app.vaults import LockedError, Vault
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.exchange_card import WIDTH_PX, CopyOnDesk, open_exchange
from sbd_tool.gui.dialogs.field_card import WIDTH_PX as FIELD_PX
from sbd_tool.gui.dialogs.field_card import FieldCard
from sbd_tool.gui.vault_flow import ask_for_copy


def exchange_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of exchange do."""
    desk = window.desk

    def take_in() -> None:
        title = desk.look.words_of("exchange.choose_copy")
        window.pick_files(title, lambda paths: read_copy(window, paths))

    def hand_out() -> None:
        title = desk.look.words_of("exchange.choose_target")
        window.pick_target(title, suggested(desk), lambda path: write_package(desk, path))

    return {
        "take_in": take_in,
        "hand_out": hand_out,
        "pack_field": lambda: open_field_card(window),
    }


def open_field_card(window: Window) -> FieldCard | None:
    """Show what a package for the site would hold and lack, before it is written."""
    desk = window.desk
    if desk.whole is None:
        return None

    def ask_basemap(take: Callable[[Path], None]) -> None:
        window.pick_files(desk.look.words_of("basemap.add"), lambda paths: take(paths[0]))

    def write(copy: Copy, told: Callable[[Handed], None]) -> None:
        title, name = desk.look.words_of("exchange.choose_target"), suggested(desk)
        window.pick_target(title, name, lambda path: write_package(desk, path, copy, told))

    card = FieldCard(desk, window.widget(), lambda: copy_here(desk), ask_basemap, write)
    card.open_at(*window.card_place(FIELD_PX), FIELD_PX)
    return card


def read_copy(window: Window, paths: Sequence[Path], key: Vault | None = None) -> None:
    """Read a copy as a job, then show what it brings; one closed by others is asked for."""
    desk, path = window.desk, paths[0]
    here, session = copy_here(desk), desk.bench.session
    vault = key if key is not None or session is None else session.vault

    def task(progress: Progress) -> CopyOnDesk:
        from sbd_tool.app.exchange.review_file import copy_at

        progress.advance(0.0)
        return CopyOnDesk(copy_at(path, here, vault), path)

    def show(copy: CopyOnDesk) -> None:
        place = window.card_place(WIDTH_PX)
        open_exchange(desk, window.widget(), copy, lambda: copy_here(desk), place)

    def failed(problem: Exception) -> None:
        if isinstance(problem, LockedError):
            ask_for_copy(window, path, lambda found: read_copy(window, paths, found))
        else:
            desk.report(problem)

    words = text("exchange.reading", name=literal(path.name))
    desk.run(words, task, show, failed, key="exchange")


def copy_here(desk: Desk) -> Copy:
    """The open project with its log."""
    session = desk.bench.session
    if session is None:
        raise RuntimeError("there is no open project to take a copy into")
    name = session.path.name if session.path is not None else ""
    return Copy(project=session.project, log=session.log, name=name)


def write_package(
    desk: Desk,
    target: Path,
    copy: Copy | None = None,
    told: Callable[[Handed], None] = lambda _handed: None,
) -> None:
    """Write a package as a job: what stands on the screen, opened once as a test."""
    here, session = copy_here(desk) if copy is None else copy, desk.bench.session
    vault = None if session is None else session.vault

    def task(progress: Progress) -> object:
        from sbd_tool.app.exchange.handing_out import hand_out_copy

        return hand_out_copy(here, target, vault=vault, progress=progress)

    def done(handed: object) -> None:
        if isinstance(handed, Handed):
            desk.told.emit(
                text(
                    "exchange.packed",
                    name=literal(handed.path.name),
                    size=desk.look.words.number(handed.size_bytes / 1e6, 1),
                    photos=handed.photos,
                    measures=handed.measures,
                )
            )
            for lack in handed.lacking:
                desk.told.emit(lack)
            told(handed)

    desk.run(text("exchange.packing", name=literal(target.name)), task, done, key="exchange")


def suggested(desk: Desk) -> str:
    """A name for a copy of the open project."""
    from sbd_tool.app.projects import file_name_for

    project = desk.project
    return file_name_for(f"{project.title} copy" if project is not None else "copy")

"""What a person should know when a project opens, or does not: recovery, locks, the backup."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sbd_tool.app.projects import backup_of_file
from sbd_tool.domain.errors import SbdError
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.problem_view import BannerSlot

NEEDS_ANOTHER_PLACE: Final = ("app.file.read_only", "app.file.locked")


def tell_about_file(desk: Desk, slot: BannerSlot, ask_save_as: Callable[[], None]) -> None:
    """After opening: offer what the last session left, say when the file cannot be replaced."""
    look, bench = desk.look, desk.bench
    recovery = bench.recovery
    if recovery is not None:
        slot.ask(
            "warn",
            look.say("recovery.title", count=recovery.records),
            look.say("recovery.detail", when=recovery.when.replace("T", " ").removesuffix("Z")),
            [
                (look.say("recovery.accept"), lambda: _do(bench.recover)),
                (look.say("recovery.drop"), lambda: _do(bench.drop_recovery)),
            ],
        )
    for notice in bench.notices:
        if notice.key in NEEDS_ANOTHER_PLACE:
            slot.ask(
                "warn" if notice.key == "app.file.locked" else "info",
                look.word(notice.sentence),
                look.word(notice.remedy),
                [(look.say("opening.save_as"), ask_save_as)],
            )


def offer_backup(desk: Desk, path: Path, slot: BannerSlot) -> None:
    """A file did not open: offer the version before its last save, where there is one."""
    if not path.is_file() or not _has_backup(path):
        return
    look, bench = desk.look, desk.bench
    said = slot.banner
    slot.ask(
        "danger",
        look.say("opening.damaged", file=path.name),
        look.say("opening.backup_hint"),
        [(look.say("opening.backup"), lambda: _do(lambda: bench.open_backup(path)))],
        is_urgent=True,
    )
    if said is not None:
        slot.close_banner(said)


def _has_backup(path: Path) -> bool:
    try:
        return backup_of_file(path) is not None
    except (SbdError, OSError):
        return False


def _do(deed: Callable[[], bool]) -> None:
    """Do it; a failure is on the list of problems already."""
    deed()

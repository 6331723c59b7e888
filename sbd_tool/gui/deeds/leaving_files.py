"""Files that leave: encrypting the project, asking whether a report still matches it."""

from collections.abc import Sequence
from pathlib import Path

from sbd_tool.app.verifying import Verified, verify
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.vault_flow import ask_to_encrypt


def leaving_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of files that leave do."""

    def ask_report() -> None:
        title = window.desk.look.words_of("verify.action.verify_report")
        window.pick_files(title, lambda paths: verify_report(window, paths))

    return {"encrypt_project": lambda: ask_to_encrypt(window), "verify_report": ask_report}


def verify_report(window: Window, paths: Sequence[Path]) -> None:
    """Compare a report with the open project and say what differs."""
    desk = window.desk
    project, rules = desk.project, desk.rules
    if project is None or not paths:
        return
    path = paths[0]

    def task(progress: Progress) -> Verified:
        return verify(path, project, rules, progress=progress)

    desk.run(
        text("verify.job", file=path.name),
        task,
        lambda found: desk.told.emit(_said(window, path, found)),
    )


def _said(window: Window, path: Path, found: Verified) -> Text:
    head = text(found.key, file=path.name, edition=found.seal.edition, date=found.seal.made)
    words = window.desk.look.words
    parts = [words(head), *(words(difference.sentence) for difference in found.differences)]
    if found.is_same and not found.is_rebuilt:
        parts.append(words(text("outputs.seal_only")))
    return literal(" ".join(parts))

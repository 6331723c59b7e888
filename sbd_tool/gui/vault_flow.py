"""Opening encrypted projects and encrypting open ones: a question, then a job."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from sbd_tool.app.vaults import PassphraseVault, RememberingVault, passphrase_vault, warmed
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.vault_card import WIDTH_PX, VaultCard


class Host(Protocol):
    """What is needed of the window."""

    desk: Desk

    def widget(self) -> QWidget:
        """The window itself."""
        ...

    def card_place(self, width_px: int) -> tuple[int, int]:
        """Where a card of this width opens."""
        ...


def ask_to_open(window: Host, path: Path, go: Callable[[RememberingVault], None]) -> VaultCard:
    """Ask for the passphrase of a file; go on with what opens it, or say that it does not."""
    desk = window.desk

    def take(words: str) -> None:
        def task(progress: Progress) -> RememberingVault:
            progress.advance(0.0)
            return warmed(words, path)

        desk.run(text("vault.job_open", file=path.name), task, go, key="vault")

    said = desk.look.words_of("vault.card_open", file=path.name)
    return _shown(window, VaultCard(desk.look, window.widget(), said, take))


def ask_for_copy(window: Host, path: Path, go: Callable[[RememberingVault], None]) -> VaultCard:
    """Ask for the passphrase of a file that somebody else closed, and go on with it."""
    said = window.desk.look.words_of("vault.card_open", file=path.name)

    def take(words: str) -> None:
        go(RememberingVault(PassphraseVault(words)))

    return _shown(window, VaultCard(window.desk.look, window.widget(), said, take))


def ask_to_encrypt(window: Host) -> VaultCard:
    """Ask for a new passphrase, then keep the project encrypted from now on."""
    desk = window.desk

    def take(words: str) -> None:
        def task(progress: Progress) -> RememberingVault:
            progress.advance(0.0)
            return RememberingVault(passphrase_vault(words))

        desk.run(text("vault.action.encrypt_project"), task, lambda vault: _encrypt(desk, vault))

    said = desk.look.words_of("vault.card_new")
    return _shown(window, VaultCard(desk.look, window.widget(), said, take, is_new=True))


def _encrypt(desk: Desk, vault: RememberingVault) -> None:
    path = desk.bench.path
    if desk.bench.encrypt(vault) and path is not None and desk.bench.save_as(path):
        now = desk.bench.path
        if now is not None:
            desk.told.emit(text("vault.plain_left", file=now.name))


def _shown(window: Host, card: VaultCard) -> VaultCard:
    card.open_at(*window.card_place(WIDTH_PX), WIDTH_PX)
    return card

"""Passphrases and keys in hand: asked for when a file is encrypted, kept in memory only."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

from sbd_tool.app.journal import store_key
from sbd_tool.formats.age_files import (
    KeyVault,
    LockedError,
    PassphraseVault,
    Vault,
    is_closed,
    key_vault,
    opened_bytes,
    passphrase_vault,
    read_identities,
    read_passphrase,
)
from sbd_tool.formats.closed_store import ClosedStore
from sbd_tool.formats.project_file import project_from_bytes, read_bytes
from sbd_tool.formats.project_store import FolderStore, ProjectStore

__all__ = [
    "KeyVault",
    "LockedError",
    "PassphraseVault",
    "RememberingVault",
    "Vault",
    "asking_once",
    "for_file",
    "in_hand",
    "key_vault",
    "passphrase_vault",
    "plain_bytes",
    "vault_from_files",
    "warmed",
]

_KEPT: Final = 3
Asking = Callable[[str], Vault | None]
_ASKED: Final[ContextVar[Asking | None]] = ContextVar("asked", default=None)


@contextmanager
def in_hand(ask: Asking) -> Iterator[None]:
    """While this lasts, encrypted files are opened with what is answered.

    Args:
        ask: Called with the name of a file at most once a file; None means nobody knows.
    """
    token = _ASKED.set(ask)
    try:
        yield
    finally:
        _ASKED.reset(token)


def for_file(path: Path) -> Vault | None:
    """The vault for a file, asked for where it is not known yet."""
    ask = _ASKED.get()
    return None if ask is None else ask(path.name)


def asking_once(ask: Asking) -> Asking:
    """Ask for each file once, however often it is opened."""
    known: dict[str, Vault | None] = {}

    def answer(name: str) -> Vault | None:
        if name not in known:
            known[name] = ask(name)
        return known[name]

    return answer


def plain_bytes(raw: bytes, path: Path) -> bytes:
    """The plain bytes of a file, opened with what is in hand where it is encrypted.

    Raises:
        LockedError: It is encrypted and nobody knows the passphrase.
        ProjectFileError: The passphrase does not open it.
    """
    return opened_bytes(raw, for_file(path) if is_closed(raw) else None, path.name)


class RememberingVault:
    """A vault that opens the same bytes once: a passphrase takes a second each time.

    Args:
        vault: Does the work.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._known: OrderedDict[bytes, bytes] = OrderedDict()

    def close(self, plain: bytes) -> bytes:
        """Encrypt."""
        return self._vault.close(plain)

    def open(self, closed: bytes, name: str = "") -> bytes:
        """Decrypt, or give what was decrypted before."""
        digest = hashlib.sha256(closed).digest()
        if digest not in self._known:
            self._known[digest] = self._vault.open(closed, name)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        return self._known[digest]


def warmed(passphrase: str, path: Path, store: ProjectStore | None = None) -> RememberingVault:
    """A vault that has opened a project file and its records once, so that a window need not wait.

    Raises:
        ProjectFileError: The passphrase does not open the file, or it is no project.
    """
    vault = RememberingVault(PassphraseVault(passphrase))
    found = project_from_bytes(vault.open(read_bytes(path), path.name), path.name)
    ClosedStore(store or FolderStore(), store_key(found.project.id), vault)
    return vault


def vault_from_files(
    passphrase_file: Path | None, key_file: Path | None = None, recipients: Sequence[str] = ()
) -> Vault | None:
    """The vault that a person named on the command line, or None when none was named.

    Raises:
        InputError: A file cannot be read or holds nothing of the kind.
    """
    if key_file is not None or recipients:
        identities = () if key_file is None else read_identities(key_file)
        return key_vault(recipients, identities)
    if passphrase_file is not None:
        return PassphraseVault(read_passphrase(passphrase_file))
    return None

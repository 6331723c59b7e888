"""Passphrases and keys in hand: asked for when a file is encrypted, kept in memory only."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Final

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

__all__ = [
    "KeyVault",
    "LockedError",
    "PassphraseVault",
    "Vault",
    "asking_once",
    "for_file",
    "in_hand",
    "key_vault",
    "passphrase_vault",
    "plain_bytes",
    "vault_from_files",
]

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

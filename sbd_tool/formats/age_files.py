"""Encryption at rest in the age format, in memory: nothing plain ever lies on a disk.

Source: the age v1 format (age-encryption.org/v1): scrypt for passphrases, X25519 for keys,
ChaCha20-Poly1305 in chunks. Any age program opens what is written here, and the other way round.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from sbd_tool.domain.errors import InputError, ProjectFileError
from sbd_tool.domain.text import text

SUFFIX: Final = ".age"
_MAGIC: Final = b"age-encryption.org/v1"
_LEAST_SIGNS: Final = 8
_LARGEST_KEY_FILE: Final = 65_536


class LockedError(ProjectFileError):
    """A file is encrypted and nobody said how to open it."""


class Vault(Protocol):
    """Closes and opens bytes; whoever holds one can read the project."""

    def close(self, plain: bytes) -> bytes:
        """Encrypt."""
        ...

    def open(self, closed: bytes, name: str = "") -> bytes:
        """Decrypt.

        Raises:
            ProjectFileError: It is not for this key, or damaged; which of both is not told.
        """
        ...


@dataclass(frozen=True, slots=True)
class PassphraseVault:
    """A vault under a passphrase.

    Attributes:
        passphrase: Never shown, not even in a trace.
    """

    passphrase: str = field(repr=False)

    def close(self, plain: bytes) -> bytes:
        """Encrypt; takes about a second by design of the format."""
        import pyrage

        closed: bytes = pyrage.passphrase.encrypt(plain, self.passphrase)
        return closed

    def open(self, closed: bytes, name: str = "") -> bytes:
        """Decrypt.

        Raises:
            ProjectFileError: The passphrase is wrong or the file is damaged.
        """
        import pyrage

        try:
            plain: bytes = pyrage.passphrase.decrypt(closed, self.passphrase)
        except pyrage.DecryptError as fault:
            raise _wrong(name) from fault
        return plain


@dataclass(frozen=True, slots=True)
class KeyVault:
    """A vault for holders of keys.

    Attributes:
        recipients: Public keys ("age1…") that may open what is closed.
        identities: Secret keys ("AGE-SECRET-KEY-1…") that open; never shown.
    """

    recipients: tuple[str, ...] = ()
    identities: tuple[str, ...] = field(default=(), repr=False)

    def close(self, plain: bytes) -> bytes:
        """Encrypt for every recipient.

        Raises:
            InputError: There is no recipient, or one is no key.
        """
        import pyrage

        if not self.recipients:
            raise InputError(text("vault.no_recipient"), text("vault.key_hint"))
        try:
            keys = [pyrage.x25519.Recipient.from_str(word) for word in self.recipients]
        except pyrage.RecipientError as fault:
            raise InputError(text("vault.bad_key"), text("vault.key_hint")) from fault
        closed: bytes = pyrage.encrypt(plain, keys)
        return closed

    def open(self, closed: bytes, name: str = "") -> bytes:
        """Decrypt with any of the secret keys.

        Raises:
            InputError: A secret key is none.
            ProjectFileError: No key fits, or the file is damaged.
        """
        import pyrage

        try:
            keys = [pyrage.x25519.Identity.from_str(word) for word in self.identities]
        except pyrage.IdentityError as fault:
            raise InputError(text("vault.bad_key"), text("vault.key_hint")) from fault
        try:
            plain: bytes = pyrage.decrypt(closed, keys)
        except pyrage.DecryptError as fault:
            raise _wrong(name) from fault
        return plain


def is_closed(raw: bytes) -> bool:
    """Whether bytes are encrypted in the age format."""
    return raw.startswith(_MAGIC)


def opened_bytes(raw: bytes, vault: Vault | None, name: str = "") -> bytes:
    """The plain bytes of a file that may be encrypted.

    Raises:
        LockedError: It is encrypted and there is no vault.
        ProjectFileError: The vault does not open it.
    """
    if not is_closed(raw):
        return raw
    if vault is None:
        raise LockedError(text("vault.locked", file=name), text("vault.locked_hint"), name)
    return vault.open(raw, name)


def passphrase_vault(words: str) -> PassphraseVault:
    """A vault under a passphrase that is long enough.

    Raises:
        InputError: It is shorter than eight signs.
    """
    if len(words) < _LEAST_SIGNS:
        raise InputError(text("vault.short", count=_LEAST_SIGNS), text("vault.short_hint"))
    return PassphraseVault(words)


def read_passphrase(path: Path) -> str:
    """The first line of a file.

    Raises:
        InputError: It cannot be read, or the line is empty.
    """
    lines = _key_lines(path)
    if not lines:
        raise InputError(text("vault.empty_file", file=path.name), text("vault.file_hint"))
    return lines[0]


def read_identities(path: Path) -> tuple[str, ...]:
    """Secret keys of a key file as `age-keygen` writes it.

    Raises:
        InputError: It cannot be read or holds none.
    """
    found = tuple(line for line in _key_lines(path) if line.startswith("AGE-SECRET-KEY-1"))
    if not found:
        raise InputError(text("vault.empty_file", file=path.name), text("vault.key_hint"))
    return found


def new_identity() -> tuple[str, str]:
    """A new pair of keys: secret, public."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def key_vault(recipients: Iterable[str], identities: Iterable[str] = ()) -> KeyVault:
    """A vault for these keys; whoever holds a secret key is a recipient too."""
    import pyrage

    secret = tuple(identities)
    try:
        own = [str(pyrage.x25519.Identity.from_str(word).to_public()) for word in secret]
    except pyrage.IdentityError as fault:
        raise InputError(text("vault.bad_key"), text("vault.key_hint")) from fault
    return KeyVault(tuple(dict.fromkeys((*recipients, *own))), secret)


def _key_lines(path: Path) -> list[str]:
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_KEY_FILE)
    except OSError as fault:
        raise InputError(
            text("vault.unreadable", file=path.name), text("vault.file_hint"), path.name
        ) from fault
    lines = raw.decode("utf-8", "replace").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def _wrong(name: str) -> ProjectFileError:
    return ProjectFileError(text("vault.wrong", file=name), text("vault.wrong_hint"), name)

"""A project store whose records are encrypted: journal, backup and all but the lock.

A passphrase takes a second to work with, by design; an edit must not. So each project has a pair
of keys of its own in the store, itself encrypted as the project file is, and records are
encrypted with that pair.
"""

import contextlib
from typing import Final

from sbd_tool.domain.errors import SbdError
from sbd_tool.formats.age_files import KeyVault, Vault, is_closed, new_identity
from sbd_tool.formats.project_store import ProjectStore

_KEYS: Final = "keys"
_LOCK: Final = "lock"


class ClosedStore:
    """Records of one project, encrypted.

    Args:
        store: Where the encrypted records lie.
        prefix: Key of the project; its records lie under it.
        vault: Opens and closes the pair of keys of the project.
    """

    def __init__(self, store: ProjectStore, prefix: str, vault: Vault) -> None:
        self._store = store
        self._pair = _pair_of(store, f"{prefix}/{_KEYS}", vault)

    def put(self, key: str, record: bytes) -> None:
        """Keep a record; it is encrypted before it reaches the disk."""
        self._store.put(key, self._closed(key, record))

    def put_new(self, key: str, record: bytes) -> bool:
        """Keep a record only if the key is free."""
        return self._store.put_new(key, self._closed(key, record))

    def get(self, key: str) -> bytes | None:
        """The record in plain bytes, or None where it cannot be opened."""
        record = self._store.get(key)
        if record is None or not is_closed(record):
            return record
        try:
            return self._pair.open(record)
        except SbdError:
            return None

    def list(self, prefix: str = "") -> tuple[str, ...]:
        """Keys under a prefix."""
        return self._store.list(prefix)

    def delete(self, key: str) -> None:
        """Forget a record."""
        self._store.delete(key)

    def _closed(self, key: str, record: bytes) -> bytes:
        # The lock says who has the project open; who lacks the key has to be told too.
        return record if key.endswith(f"/{_LOCK}") else self._pair.close(record)


def forget_plain(store: ProjectStore, prefix: str) -> None:
    """Delete the plain records of a project that is encrypted from now on; its lock stays."""
    for key in store.list(prefix):
        record = store.get(key)
        if record is not None and not is_closed(record) and not key.endswith(f"/{_LOCK}"):
            store.delete(key)


def _pair_of(store: ProjectStore, key: str, vault: Vault) -> KeyVault:
    kept = store.get(key)
    if kept is not None:
        with contextlib.suppress(SbdError, ValueError):  # made for another passphrase: made anew
            secret, _, public = vault.open(kept).decode("ascii").partition("\n")
            return KeyVault((public,), (secret,))
    secret, public = new_identity()
    store.put(key, vault.close(f"{secret}\n{public}".encode("ascii")))
    return KeyVault((public,), (secret,))

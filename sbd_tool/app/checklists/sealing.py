"""Sealed answers of two assessors: what a record holds, and the lock that binds it.

Each assessor has a pair of keys of their own. The public key closes the answers, the secret key
lies in the record only under the assessor's passphrase. Locking notes a digest over key, answers
and list; opening puts the secret key into the record in the clear, and only where the other's lock
is already there. So a file that holds one assessor's locked answers and an unlocked second one
holds no key to the first: see docs/method/agreement.md.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final
from uuid import UUID, uuid5

from sbd_tool.app.checklists.reading import answer_content, answer_from
from sbd_tool.domain.checklists import SEAL_KIND
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.plain import canonical, to_plain
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.tasks import TaskAnswer
from sbd_tool.domain.text import text
from sbd_tool.formats.age_files import KeyVault, new_identity, passphrase_vault

ASSESSORS: Final = ("A", "B")
PAGE_BYTES: Final = 8_192  # boxes have sizes in such steps: their number of answers is not told
_CHUNK: Final = 60_000
_IDS: Final = UUID("c9b1f6a2-7a55-5b0e-9d59-9a4c7f1f2e31")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The sealed answers of one assessor to one list.

    Attributes:
        id: Id of its record.
        list_id: The list.
        assessor: "A" or "B".
        public: Key that closes the answers.
        guarded: The secret key under the assessor's passphrase, base64.
        box: The closed answers, base64.
        lock: Digest noted when they were locked, or "" while they can change.
        saw: The other's lock at the moment of opening, or "".
        secret: The secret key once opened, or "".
    """

    id: str
    list_id: str
    assessor: str
    public: str
    guarded: str
    box: str
    lock: str = ""
    saw: str = ""
    secret: str = ""

    @property
    def is_locked(self) -> bool:
        """Whether it can no longer change."""
        return bool(self.lock)

    @property
    def is_open(self) -> bool:
        """Whether the key lies with it."""
        return bool(self.secret)


def seals_of(project: Project, list_id: str) -> Mapping[str, Seal]:
    """Seals of a list by assessor; what does not read is left out."""
    found = (_seal(record) for record in records_of(project.records, SEAL_KIND))
    return {one.assessor: one for one in found if one is not None and one.list_id == list_id}


def new_seal(list_id: str, assessor: str, passphrase: str) -> tuple[Seal, str]:
    """A seal without answers, and its secret key.

    Raises:
        InputError: There is no such assessor, or the passphrase is too short.
    """
    if assessor not in ASSESSORS:
        raise InputError(
            text("checklist.no_assessor"), text("domain.known_keys", keys=", ".join(ASSESSORS))
        )
    vault = passphrase_vault(passphrase)
    secret, public = new_identity()
    seal = Seal(
        id=str(uuid5(_IDS, f"{list_id}|{assessor}")),
        list_id=list_id,
        assessor=assessor,
        public=public,
        guarded=_written(vault.close(secret.encode())),
        box="",
    )
    return with_answers(seal, ()), secret


def secret_of(seal: Seal, passphrase: str) -> str:
    """The secret key, opened with the passphrase; takes about a second by design.

    Raises:
        ProjectFileError: The passphrase is wrong.
        InputError: It is too short to be one.
    """
    return _secret(seal.guarded, passphrase, seal.assessor)


@lru_cache(maxsize=4)
def _secret(guarded: str, passphrase: str, name: str) -> str:
    """Kept in memory only, so that a passphrase is worked through once."""
    return passphrase_vault(passphrase).open(_raw(guarded), name).decode()


def with_answers(seal: Seal, answers: Iterable[TaskAnswer]) -> Seal:
    """The seal with other answers closed in it: no key but the public one is needed."""
    rows = [dict(answer_content(one), id=one.id) for one in answers]
    raw = json.dumps(rows, separators=(",", ":"), sort_keys=True).encode()
    padded = raw.ljust(-(-max(1, len(raw)) // PAGE_BYTES) * PAGE_BYTES)
    return replace(seal, box=_written(KeyVault((seal.public,)).close(padded)))


def answers_in(seal: Seal, secret: str) -> tuple[TaskAnswer, ...]:
    """The answers, opened with the secret key.

    Raises:
        ProjectFileError: The key does not open them.
        InputError: What is in the box does not read.
    """
    raw = KeyVault((), (secret,)).open(_raw(seal.box), seal.assessor)
    try:
        rows = json.loads(raw)
        found = [answer_from(str(row["id"]), row) for row in rows]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _broken(seal) from None
    return tuple(one for one in found if one is not None)


def lock_of(seal: Seal, tasks: Iterable[str]) -> str:
    """Digest over list, tasks, assessor, key and closed answers: what a lock binds."""
    bound = {
        "list": seal.list_id,
        "tasks": sorted(tasks),
        "assessor": seal.assessor,
        "public": seal.public,
        "box": seal.box,
    }
    return hashlib.sha256(canonical(to_plain(bound)).encode()).hexdigest()


def check_seals(seals: Mapping[str, Seal], tasks: Iterable[str]) -> None:
    """Refuse seals that were changed after they were locked, or after the other looked.

    Raises:
        InputError: One was.
    """
    tasks = tuple(tasks)
    for key, other in zip(ASSESSORS, reversed(ASSESSORS), strict=True):
        seal = seals[key]
        if seal.lock != lock_of(seal, tasks) or seal.saw != seals[other].lock:
            raise _broken(seal)


def as_record(seal: Seal, author: str, when: str) -> Record:
    """A seal as a record; long words are kept in pieces."""
    stamp = Stamp(id=seal.id, evidence=Evidence.SEEN, author=author, created=when, changed=when)
    pieces = tuple(seal.box[start : start + _CHUNK] for start in range(0, len(seal.box), _CHUNK))
    content = {
        "list": seal.list_id,
        "assessor": seal.assessor,
        "public": seal.public,
        "guarded": seal.guarded,
        "box": pieces,
        "lock": seal.lock,
        "saw": seal.saw,
        "secret": seal.secret,
    }
    return Record(stamp=stamp, kind=SEAL_KIND, content=content)


def _seal(record: Record) -> Seal | None:
    content: Mapping[str, Any] = record.content
    words = {
        key: value if isinstance(value := content.get(key), str) else ""
        for key in ("list", "assessor", "public", "guarded", "lock", "saw", "secret")
    }
    pieces = content.get("box")
    if words["assessor"] not in ASSESSORS or not isinstance(pieces, tuple | list):
        return None
    return Seal(
        id=record.id,
        list_id=words["list"],
        assessor=words["assessor"],
        public=words["public"],
        guarded=words["guarded"],
        box="".join(str(piece) for piece in pieces),
        lock=words["lock"],
        saw=words["saw"],
        secret=words["secret"],
    )


def _written(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _raw(words: str) -> bytes:
    try:
        return base64.b64decode(words, validate=True)
    except ValueError:
        what, hint = text("checklist.seal_broken"), text("checklist.seal_broken.hint")
        raise InputError(what, hint) from None


def _broken(seal: Seal) -> InputError:
    return InputError(
        text("checklist.seal_broken"), text("checklist.seal_broken.hint"), seal.assessor
    )

"""Signing off: a statement with a name and the digest of what it is about, held against later."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sbd_tool.app.commands.base import NOBODY, By
from sbd_tool.app.commands.records import PutRecords
from sbd_tool.domain.digest import part_digests
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import Evidence, Stamp
from sbd_tool.domain.plain import canonical
from sbd_tool.domain.project import Project
from sbd_tool.domain.records import Record, records_of
from sbd_tool.domain.text import Text, text
from sbd_tool.domain.threads import LONGEST, Capacity
from sbd_tool.report.review_rows import SignatureRow

SIGN_OFF: Final = "sign_off"
_BESIDE: Final = frozenset({SIGN_OFF, "last_look", "review_request", "receipt"})
_SHOWN: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A signed statement.

    Attributes:
        stamp: Who signed, when.
        capacity: In which capacity.
        words: The statement.
        parts: Part of the project -> digest when it was signed.
        differs: Parts that are different today.
    """

    stamp: Stamp
    capacity: Capacity
    words: str
    parts: Mapping[str, str]
    differs: tuple[str, ...]

    @property
    def digest(self) -> str:
        """One digest of all parts."""
        return hashlib.sha256(canonical(dict(self.parts)).encode("ascii")).hexdigest()

    @property
    def holds(self) -> Text:
        """Whether the project is still what was signed, in words."""
        if not self.differs:
            return text("review.still_signed")
        known = ", ".join(self.differs)
        return text("review.no_longer_signed", parts=known)


def sign_off(
    project: Project, words: str, stamp: Stamp, capacity: Capacity, by: By = NOBODY
) -> PutRecords:
    """The command that signs the project as it stands.

    Raises:
        InputError: Nobody gave a name, or the statement is empty or too long.
    """
    if not stamp.author.strip():
        raise InputError(text("review.no_name"), text("review.no_name.hint"))
    if not words.strip() or len(words) > LONGEST:
        raise InputError(text("review.no_words"), text("review.words_hint"))
    content = {
        "capacity": capacity.value,
        "words": words.strip(),
        "parts": dict(signed_parts(project)),
    }
    record = Record(stamp=replace(stamp, evidence=Evidence.SEEN), kind=SIGN_OFF, content=content)
    return PutRecords(records=(record,), says=text("review.do_sign"), by=by)


def signed_parts(project: Project) -> Mapping[str, str]:
    """Digest of each part that a signature is about: all but signatures and looks themselves."""
    rows = {key: row for key, row in project.records.items() if row.kind not in _BESIDE}
    return part_digests(replace(project, records=rows))


def sign_offs(project: Project) -> tuple[SignOff, ...]:
    """All signatures, held against the project as it is; what does not read is left out."""
    records = records_of(project.records, SIGN_OFF)
    now = signed_parts(project) if records else {}
    found = (_read(record, now) for record in records)
    return tuple(one for one in found if one is not None)


def signature_rows(project: Project) -> tuple[SignatureRow, ...]:
    """Signatures for a report."""
    return tuple(
        SignatureRow(
            who=text(
                "review.signed_by",
                who=one.stamp.author,
                capacity=text(f"review.capacity_{one.capacity.value}"),
            ),
            when=one.stamp.created,
            words=one.words,
            digest=" ".join(one.digest[at : at + 4] for at in range(0, _SHOWN, 4)),
            holds=one.holds,
        )
        for one in sign_offs(project)
    )


def _read(record: Record, now: Mapping[str, str]) -> SignOff | None:
    told = record.content
    words, capacity, parts = told.get("words"), told.get("capacity"), told.get("parts")
    if not isinstance(words, str) or not isinstance(parts, Mapping):
        return None
    if not isinstance(capacity, str) or capacity not in set(Capacity):
        return None
    then = {str(name): str(value) for name, value in parts.items()}
    differs = tuple(name for name in sorted({*then, *now}) if then.get(name) != now.get(name))
    return SignOff(
        stamp=record.stamp,
        capacity=Capacity(capacity),
        words=words[:LONGEST],
        parts=then,
        differs=differs,
    )

"""What a report says of a review: comments as an edition may hold them, decisions, signatures."""

from dataclasses import dataclass

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One thing said in a comment.

    Attributes:
        id: UUID text.
        said: Who did what, in words.
        author: Who; "" where the edition does not tell.
        when: ISO 8601 time, or "".
        words: What was said.
    """

    id: str
    said: Text
    author: str
    when: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """One comment.

    Attributes:
        number: Its running number in the project.
        id: UUID text.
        about: What it is pinned to.
        words, reason: As written.
        status, severity: Keys.
        is_required: Required, not only advised.
        source: Citation of guidance, or "".
        due: ISO day, or "".
        author, when: Who wrote it and when; "" where the edition does not tell.
        label: TLP label.
        place: Metres in the project's CRS, coarse outside the police edition, or None.
        decision: "adopted", "rejected" or "".
        deciding: The entry that decided, or None.
        entries: What was said since.
    """

    number: int
    id: str
    about: Text
    words: str
    reason: str
    status: str
    severity: str
    is_required: bool
    source: str
    due: str
    author: str
    when: str
    label: str
    place: tuple[float, float] | None
    decision: str = ""
    deciding: EntryRow | None = None
    entries: tuple[EntryRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureRow:
    """A statement somebody put a name to.

    Attributes:
        who: Name with capacity, in words.
        when: ISO 8601 time.
        words: The statement.
        digest: What was signed.
        holds: Whether the design is still what was signed, in words.
    """

    who: Text
    when: str
    words: str
    digest: str
    holds: Text

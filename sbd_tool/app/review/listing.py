"""The list of comments: as they stand, in words, ready for a list, a table or a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sbd_tool.app.review.pins import Pinned
from sbd_tool.app.rules import Rules
from sbd_tool.app.thing_names import plain_name
from sbd_tool.domain.project import Project
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.domain.threads import Act, Entry, Status, Thread
from sbd_tool.domain.words import Words


@dataclass(frozen=True, slots=True)
class Wish:
    """Which comments are shown.

    Attributes:
        status: Only those with this status; None for all.
        only_required: Only what is required.
        words: Only those that say this, in any of their words.
    """

    status: Status | None = None
    only_required: bool = False
    words: str = ""

    def fits(self, thread: Thread) -> bool:
        """Whether a comment is among them."""
        if self.status is not None and thread.status is not self.status:
            return False
        if self.only_required and not thread.is_required:
            return False
        said = (thread.words, thread.reason, *(one.words for one in thread.entries))
        return not self.words or any(self.words.casefold() in one.casefold() for one in said)


def chosen_threads(pinned: Sequence[Pinned], wish: Wish) -> tuple[Pinned, ...]:
    """The comments somebody wants to see."""
    return tuple(one for one in pinned if wish.fits(one.thread))


def where_said(pinned: Pinned, project: Project, rules: Rules) -> Text:
    """What a comment is pinned to: its object by name, gone or not, or the place."""
    thread = pinned.thread
    if not thread.objects:
        return text("review.at_place") if thread.place else text("review.at_nothing")
    more = len(thread.objects) - 1
    if pinned.is_gone:
        return text("review.object_gone", name=literal(thread.object_name or "?"))
    name = plain_name(project, rules, thread.objects[0])
    return text("review.on_objects", name=name, count=more) if more else name


def entry_said(entry: Entry) -> Text:
    """What an entry did, with who and when."""
    return text(
        f"review.entry_{entry.act.value}",
        who=who(entry.stamp.author),
        capacity=text(f"review.capacity_{entry.capacity.value}"),
    )


def who(author: str) -> Text:
    """A name, or "somebody" where nobody gave one."""
    return literal(author) if author.strip() else text("review.somebody")


def day_said(when: str, words: Words) -> str:
    """The day of an ISO time in the reader's form, or "" where it is none."""
    try:
        return words.day(date.fromisoformat(when[:10]))
    except ValueError:
        return ""


def moment_said(when: str, words: Words) -> str:
    """An ISO time in the reader's form, or as it stands where it is none."""
    try:
        return words.moment(datetime.fromisoformat(when))
    except ValueError:
        return when


def weight_said(thread: Thread) -> Text:
    """Severity with required or advised."""
    severity = text(f"review.severity_{thread.severity.value}")
    key = "review.required" if thread.is_required else "review.advised"
    return text("review.weight", severity=severity, demand=text(key))


def seen_in(thread: Thread, project: Project) -> Text | None:
    """The option a comment was written about; None where the project has only one."""
    options = {one.key: one for one in project.options}
    if len(options) < 2 or thread.option not in options:  # noqa: PLR2004 - a choice of options
        return None
    name = options[thread.option].name
    is_base = thread.option == project.options[0].key
    return text("review.option_base") if is_base and not name.strip() else literal(name)


def acts_for(thread: Thread, *, is_planner: bool) -> tuple[Act, ...]:
    """What can be done about a comment now, by whom."""
    if thread.status is Status.SETTLED:
        return (Act.REOPEN,)
    if is_planner:
        return (Act.SAY, Act.ADOPT, Act.REJECT, Act.SETTLE)
    return (Act.SAY, Act.SETTLE)

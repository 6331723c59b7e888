"""What people said, as a report tells it: by group and by place, nothing of a person."""

from dataclasses import dataclass

from sbd_tool.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidRow:
    """One thing a group said, and what was done about it."""

    words: str
    done: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementRow:
    """One time a group was asked.

    Attributes:
        group, way: By name.
        day: ISO day, or "".
        count: How many took part, in words.
        said: What was said, as far as the edition may tell it.
        untold: How many things that were said are not told.
    """

    group: Text
    way: Text
    day: str
    count: Text
    said: tuple[SaidRow, ...] = ()
    untold: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRow:
    """A survey in sentences.

    Attributes:
        name: What people call it.
        lines: What is told.
        day: ISO day it was held, or "".
    """

    name: Text
    lines: tuple[Text, ...]
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRow:
    """How often places were named for one subject."""

    about: Text
    liked: int
    disliked: int
    ideas: int
    after_dark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNoteRow:
    """A note whose words may be told; its place is told as a part of the square."""

    part: Text
    liking: Text
    hour: Text
    about: Text
    words: str
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommunitySection:
    """All a report tells of participation.

    Attributes:
        engagements: Who was asked.
        unheard: Groups nobody of was heard.
        surveys: Surveys the edition may tell.
        untold_surveys: How many it may not.
        subjects: Notes counted by subject.
        notes: Notes told in words.
        held: Rows that look personal and wait for somebody to look at them.
    """

    engagements: tuple[EngagementRow, ...] = ()
    unheard: tuple[Text, ...] = ()
    surveys: tuple[SurveyRow, ...] = ()
    untold_surveys: int = 0
    subjects: tuple[SubjectRow, ...] = ()
    notes: tuple[PlaceNoteRow, ...] = ()
    held: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.engagements or self.surveys or self.untold_surveys or self.subjects)

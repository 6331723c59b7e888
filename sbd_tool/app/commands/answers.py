"""Answers, notes and photos."""

import hashlib
from dataclasses import dataclass, replace
from typing import ClassVar, Final

from sbd_tool.app.commands.base import NOBODY, WORDS_LIMIT, By, changed, fresh, named, row_of
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.evidence import BASE_OPTION, Evidence, Stamp
from sbd_tool.domain.project import Answer, Note, Photo, Project
from sbd_tool.domain.text import Text, text

PHOTO_LIMIT_BYTES: Final = 64 * 1024 * 1024
MEDIA_TYPES: Final = frozenset({"image/png", "image/jpeg"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnswer:
    """Answer a question, or answer it anew; the former answer stays in the row history.

    Attributes:
        question: Question key ("O14", "practice:foot-patrols", "surveyed:P04").
        value: A number in the question's unit, a choice, or yes/no.
        new_id: Id of the row if the question was not answered before.
        evidence: How it is known.
        method: How it was found.
        document: Document that proves it.
        option: Option it belongs to.
        time_states: States in which it holds; None means in all of them.
    """

    key: ClassVar[str] = "answers.set"
    question: str
    value: str | float | bool
    new_id: str
    evidence: Evidence = Evidence.SEEN
    method: str = ""
    document: str = ""
    option: str = BASE_OPTION
    time_states: tuple[str, ...] | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.set_answer", question=self.question)

    @property
    def merge_key(self) -> str | None:
        """Each answer is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Set the answer in place, or append it."""
        if not self.question:
            raise InputError(text("app.question_missing"), text("app.question_missing.hint"))
        if isinstance(self.value, str):
            named(self.value, WORDS_LIMIT)
        elif self.value != self.value or abs(self.value) == float("inf"):
            raise InputError(text("app.not_a_number"), text("app.not_a_number.hint"), self.question)
        old = answer_to(project, self.question, self.option, self.time_states)
        if old is None:
            fresh(project.answers, self.new_id)
        answer = Answer(
            stamp=self._stamp(old),
            key=named(self.question),
            value=self.value,
            method=named(self.method, WORDS_LIMIT),
            document=named(self.document, WORDS_LIMIT),
        )
        return replace(project, answers={**project.answers, answer.id: answer})

    def _stamp(self, old: Answer | None) -> Stamp:
        if old is not None:
            # A new answer is its author's own word, whoever answered before.
            return replace(
                old.stamp, evidence=self.evidence, author=self.by.author, changed=self.by.when
            )
        return Stamp(
            id=self.new_id,
            option=self.option,
            time_states=self.time_states,
            evidence=self.evidence,
            author=self.by.author,
            created=self.by.when,
            changed=self.by.when,
        )


def answer_to(
    project: Project,
    question: str,
    option: str = BASE_OPTION,
    time_states: tuple[str, ...] | None = None,
) -> Answer | None:
    """The answer to a question in one option and the same states, or None."""
    return next(
        (
            answer
            for answer in project.answers.values()
            if (answer.key, answer.stamp.option, answer.stamp.time_states)
            == (question, option, time_states)
        ),
        None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAnswer:
    """Take an answer back: the question is open again."""

    key: ClassVar[str] = "answers.remove"
    answer_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.remove_answer")

    @property
    def merge_key(self) -> str | None:
        """Each removal is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop the answer."""
        row_of(project.answers, self.answer_id, "answer")
        kept = {key: row for key, row in project.answers.items() if key != self.answer_id}
        return replace(project, answers=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Write a remark at a place or about objects."""

    key: ClassVar[str] = "notes.add"
    note: Note
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.add_note")

    @property
    def merge_key(self) -> str | None:
        """Each note is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the note."""
        fresh(project.notes, self.note.id)
        named(self.note.words, WORDS_LIMIT)
        return replace(project, notes={**project.notes, self.note.id: self.note})


@dataclass(frozen=True, slots=True, kw_only=True)
class EditNote:
    """Change the words of a note, or pin it elsewhere; None leaves a thing as it is."""

    key: ClassVar[str] = "notes.edit"
    note_id: str
    words: str | None = None
    place_m: tuple[float, float] | None = None
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.edit_note")

    @property
    def merge_key(self) -> str | None:
        """Each edit is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Replace words and place."""
        note = row_of(project.notes, self.note_id, "note")
        x_m, y_m = self.place_m or (note.x_m, note.y_m)
        edited = replace(
            note,
            stamp=changed(note.stamp, self.by),
            words=note.words if self.words is None else named(self.words, WORDS_LIMIT),
            x_m=x_m,
            y_m=y_m,
        )
        return replace(project, notes={**project.notes, note.id: edited})


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteNote:
    """Delete a note."""

    key: ClassVar[str] = "notes.delete"
    note_id: str
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.delete_note")

    @property
    def merge_key(self) -> str | None:
        """Each deletion is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Drop the note."""
        row_of(project.notes, self.note_id, "note")
        kept = {key: row for key, row in project.notes.items() if key != self.note_id}
        return replace(project, notes=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPhoto:
    """Add a picture taken on site.

    Attributes:
        photo: The row; its ``blob`` is the SHA-256 of ``picture``.
        picture: PNG or JPEG bytes.
    """

    key: ClassVar[str] = "photos.add"
    photo: Photo
    picture: bytes
    by: By = NOBODY

    @property
    def label(self) -> Text:
        """What the menu says."""
        return text("app.do.add_photo")

    @property
    def merge_key(self) -> str | None:
        """Each photo is a step."""
        return None

    def apply(self, project: Project) -> Project:
        """Append the photo and keep its bytes once."""
        fresh(project.photos, self.photo.id)
        if len(self.picture) > PHOTO_LIMIT_BYTES or self.photo.media_type not in MEDIA_TYPES:
            raise InputError(text("app.photo_refused"), text("app.photo_refused.hint"))
        if hashlib.sha256(self.picture).hexdigest() != self.photo.blob:
            raise InputError(text("app.photo_damaged"), text("app.photo_damaged.hint"))
        named(self.photo.caption, WORDS_LIMIT)
        return replace(
            project,
            photos={**project.photos, self.photo.id: self.photo},
            blobs={self.photo.blob: self.picture, **project.blobs},
        )

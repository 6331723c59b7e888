"""The few ways in which work can fail, each in words a planner understands."""

from sbd_tool.domain.text import Text


class SbdError(Exception):
    """A failure we foresaw.

    Args:
        what: What happened, in the planner's words.
        hint: What to do next.
        subject: File, layer or object the failure is about; a door may select it.
    """

    def __init__(self, what: Text, hint: Text, subject: str = "") -> None:
        super().__init__(what.key, dict(what.params))
        self.what = what
        self.hint = hint
        self.subject = subject

    def __reduce__(self) -> tuple[type["SbdError"], tuple[Text, Text, str]]:
        """Survive the way back from a worker process."""
        return type(self), (self.what, self.hint, self.subject)


class PlanUnreadableError(SbdError):
    """A plan file cannot be read, or holds nothing that could be drawn."""


class CrsMissingError(SbdError):
    """A layer does not say where on earth it lies.

    Args:
        what: What happened, in the planner's words.
        hint: What to do next.
        subject: The layer.
        candidates: Coordinate systems it may be in, likeliest first.
    """

    def __init__(
        self, what: Text, hint: Text, subject: str = "", candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(what, hint, subject)
        self.candidates = candidates


class UnitsDoubtfulError(SbdError):
    """The unit a drawing declares does not fit its measured size."""


class SquareMissingError(SbdError):
    """The square to be assessed was not found, or more than one could be meant."""


class ProjectFileError(SbdError):
    """A project file cannot be opened or written."""


class SchemaTooNewError(ProjectFileError):
    """The project was written by a newer version."""


class RuleFileError(SbdError):
    """A catalogue, overlay or rubric file breaks its schema."""


class InputError(SbdError):
    """What a person typed cannot be used: an unknown key, a value out of range."""


class ExportError(SbdError):
    """An export cannot be written, or was stopped because it would leak."""


class Cancelled(Exception):  # noqa: N818 - not an error: somebody asked to stop
    """Raised out of `Progress.advance` when the user asked to stop."""

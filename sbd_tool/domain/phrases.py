"""Phrases for comments: what reviewers say again and again, in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sbd_tool.domain.threads import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase.

    Attributes:
        key: Stable name.
        words: Language -> sentence.
        severity, is_required: What a comment starts with.
        source: Key of the source of guidance that treats the subject, or "".
        condition: Kind of condition the comment can become, or "".
        blanks: What fills its blanks; "@" stands for the object of the comment.
        is_own: A city added it.
    """

    key: str
    words: Mapping[str, str]
    severity: Severity = Severity.MEDIUM
    is_required: bool = False
    source: str = ""
    condition: str = ""
    blanks: Mapping[str, str | float] = field(default_factory=dict)
    is_own: bool = False

    def said(self, language: str) -> str:
        """The sentence in a language; in English, else any, where it has none of that language.

        Examples:
            >>> Phrase(key="ok", words={"en": "Agreed."}).said("de")
            'Agreed.'
        """
        base = language.partition("_")[0]
        for one in (base, "en"):
            if one in self.words:
                return self.words[one]
        return next(iter(self.words.values()), "")

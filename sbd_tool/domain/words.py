"""From keys to sentences, with the reader's language and the reader's number format kept apart."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final, Protocol

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from sbd_tool.domain.legible import legible
from sbd_tool.domain.text import LITERAL, Day, Param, Quantity, Text, literal

MINUS: Final = "\u2212"
_LARGEST: Final = 1e15  # beyond it digits say nothing, and no number is written out
_DAY_SIGNS: Final = 10
THIN_SPACE: Final = "\u202f"


class Translation(Protocol):
    """What `gettext.GNUTranslations` offers; nothing more is asked of a catalogue."""

    def gettext(self, message: str) -> str:
        """Sentence of a key, or the key itself."""
        ...

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Plural form of a key for ``n``, or the key itself."""
        ...


class Words:
    """Word keys for one reader.

    Args:
        translation: Catalogue of the reader's language, falling back to English.
        number_locale: Locale that decides decimal sign and grouping ("de", "en_GB").
        language: Language code of the catalogue.
        decorate: Applied to every catalogue sentence; the pseudo-locale of the tests lives here.
    """

    def __init__(
        self,
        translation: Translation,
        number_locale: str = "en",
        decorate: Callable[[str], str] | None = None,
        *,
        language: str = "en",
    ) -> None:
        self.language = language
        self.number_locale = number_locale
        self._translation = translation
        self._locale = Locale.parse(number_locale)
        self._decorate = decorate

    def __call__(self, sentence: Text) -> str:
        """Word a sentence. An unknown key shows itself, so a gap is seen and never hidden."""
        if sentence.key == LITERAL:
            return legible(str(dict(sentence.params)["words"]))
        params = dict(sentence.params)
        template = self._template(sentence.key, params.get("count"))
        if self._decorate is not None:
            template = self._decorate(template)
        try:
            return template.format(**{name: self._param(value) for name, value in params.items()})
        except (KeyError, IndexError, ValueError):
            return template

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return self._template(key, None) != key or self._template(key, 1) != key

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with a fixed count of decimals and a true minus sign."""
        if not abs(value) < _LARGEST:
            return f"{value:.3g}".replace("-", MINUS)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        written: str = format_decimal(value + 0.0, format=pattern, locale=self._locale)
        if written.strip("-0.,") == "":
            written = written.replace("-", "")
        return written.replace("-", MINUS)

    def quantity(self, quantity: Quantity) -> str:
        """Write a number and its unit with a narrow space between."""
        written = self.number(quantity.value, quantity.decimals)
        return f"{written}{THIN_SPACE}{quantity.unit}" if quantity.unit else written

    def moment(self, when: datetime) -> str:
        """Write a date and time in the reader's format."""
        written: str = format_datetime(when, "medium", locale=self._locale)
        return written

    def day(self, when: date) -> str:
        """Write a date in the reader's format."""
        written: str = format_date(when, "medium", locale=self._locale)
        return written

    def _day_said(self, day: Day) -> str:
        try:
            return self.day(date.fromisoformat(day.iso[:_DAY_SIGNS]))
        except ValueError:
            return self(literal(day.iso))

    def _template(self, key: str, count: Param | None) -> str:
        if isinstance(count, int) and not isinstance(count, bool):
            found = self._translation.ngettext(key, key, count)
            if found != key:
                return found
        return self._translation.gettext(key)

    def _param(self, value: Param) -> str:
        if isinstance(value, Text):
            return self(value)
        if isinstance(value, Quantity | Day):
            return self.quantity(value) if isinstance(value, Quantity) else self._day_said(value)
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int):
            return self.number(value)
        if isinstance(value, float):
            return self.number(value, 0 if value == int(value) else 2)
        return self(literal(value))

"""Language of the reader: interface, report and number format are chosen one by one."""

from typing import Final

from sbd_tool.domain.errors import InputError
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words
from sbd_tool.formats.translations import languages, read_translation

PSEUDO: Final = "pseudo"
_ACCENTS: Final = str.maketrans("aeiouAEIOUnc", "àéîöûÀÉÎÖÛñç")


def load_words(language: str = "en", number_locale: str | None = None) -> Words:
    """Words for a reader.

    Args:
        language: A language with a catalogue, or "pseudo": accented English, 35 % longer, by
            which tests find text that is not translated and layouts that do not stretch.
        number_locale: Locale of numbers and dates; the language's own when None.

    Raises:
        InputError: There is no catalogue for the language.
    """
    if language == PSEUDO:
        return Words(read_translation("en"), number_locale or "de", pseudo)
    if language not in languages():
        raise InputError(
            text("language.unknown", language=language),
            text("language.known", languages=", ".join(languages())),
            language,
        )
    return Words(read_translation(language), number_locale or language, language=language)


def pseudo(sentence: str) -> str:
    """Lengthen and accent a sentence without touching its {placeholders}.

    Examples:
        >>> pseudo("Open {name}")
        '[Öpéñ {name}~~~~]'
    """
    pieces, depth, out = sentence, 0, []
    for character in pieces:
        depth += (character == "{") - (character == "}")
        out.append(character if depth or character == "}" else character.translate(_ACCENTS))
    return "[" + "".join(out) + "~" * max(1, round(len(sentence) * 0.35)) + "]"

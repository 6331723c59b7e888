"""Check what a person answers to a question of the tool."""

from collections.abc import Iterable
from typing import Final

from sbd_tool.analysis.practices import NONE_WORD, ONE_PREFIX
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.scoring.question_forms import RATING, Form, forms, object_form
from sbd_tool.scoring.spec import IndicatorSpec

_MOST_WORDS: Final = 200
_PRACTICE_TEXT: Final = 2_000
_YES: Final = frozenset({"yes", "y", "true", "1", "ja", "j"})
_NO: Final = frozenset({"no", "n", "false", "0", "nein"})


def answer_from_words(
    key: str,
    words: str,
    rubric: Rubric,
    catalogue: Catalogue,
    specs: Iterable[IndicatorSpec],
) -> str | float | bool:
    """Check an answer as a person typed it.

    Args:
        key: Question key ("O14", "count:seat", "practices:P17", "practice:foot-patrols").
        words: The value: a number, yes or no, one of the choices, or choices joined by commas.
        rubric: Accepted ranges.
        catalogue: Practices.
        specs: Which classes may be asked about.

    Returns:
        A number, True or False, or words.

    Raises:
        InputError: There is no such question, or the answer does not fit it.
    """
    form = next((form for form in forms(rubric, catalogue, specs) if form.key == key), None)
    form = form or _object_question(key, catalogue)
    if form is None:
        raise InputError(
            text("question.unknown_key", key=key[:_MOST_WORDS]),
            text("question.unknown_key_hint"),
            key[:_MOST_WORDS],
        )
    said = words.strip()
    if key.startswith(RATING):
        return said[:_MOST_WORDS]
    if form.is_list:
        return _several(form, said)
    return _choice(form, said) if form.choices else _number(form, said)


def _object_question(key: str, catalogue: Catalogue) -> Form | None:
    subject = key.partition(":")[2]
    if not subject or (key.startswith(ONE_PREFIX) and subject not in catalogue.measures):
        return None
    return object_form(key, literal(subject))


def _choice(form: Form, said: str) -> bool:
    word = said.lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise _not_a_choice(form, said)


def _several(form: Form, said: str) -> str:
    accepted = {word for word, _ in form.choices}
    named = [word.strip() for word in said[:_PRACTICE_TEXT].split(",") if word.strip()]
    wrong = next((word for word in named if word not in accepted), None)
    if wrong is not None or not named:
        raise _not_a_choice(form, wrong or said)
    if named == [NONE_WORD]:
        return NONE_WORD
    return ",".join(dict.fromkeys(word for word in named if word != NONE_WORD))


def _not_a_choice(form: Form, said: str) -> InputError:
    return InputError(
        text("question.not_a_choice", said=said[:_MOST_WORDS], key=form.key),
        text("question.choices_are", choices=", ".join(word for word, _ in form.choices)),
        form.key,
    )


def _number(form: Form, said: str) -> float:
    value = _parsed(said)
    low = float("-inf") if form.minimum is None else form.minimum
    high = float("inf") if form.maximum is None else form.maximum
    if value is None:
        raise InputError(
            text("question.not_a_number", said=said[:_MOST_WORDS], key=form.key),
            _range_hint(form),
            form.key,
        )
    if not low <= value <= high:
        raise InputError(
            text("question.out_of_range", said=said[:_MOST_WORDS], key=form.key),
            _range_hint(form),
            form.key,
        )
    return value


def _parsed(said: str) -> float | None:
    digits = said.replace(",", ".", 1) if "." not in said else said
    try:
        value = float(digits)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None


def _range_hint(form: Form) -> Text:
    if form.minimum is None or form.maximum is None:
        return text("question.give_a_number")
    return text(
        "question.range_is",
        low=Quantity(form.minimum, form.unit),
        high=Quantity(form.maximum, form.unit),
    )

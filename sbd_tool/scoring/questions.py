"""Ask what narrows the ranges most, and check what a person answers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sbd_tool.analysis.practices import NONE_WORD, ONE_PREFIX
from sbd_tool.domain.catalogue import Catalogue
from sbd_tool.domain.effective import EffectiveSite
from sbd_tool.domain.errors import InputError
from sbd_tool.domain.roles import Role
from sbd_tool.domain.rubric import LedgerKey, Rubric
from sbd_tool.domain.scores import LedgerScore, Question, Reading
from sbd_tool.domain.text import Quantity, Text, literal, text
from sbd_tool.scoring.ledger import node_points, nodes
from sbd_tool.scoring.question_forms import GAP, RATING, Form, forms, object_form
from sbd_tool.scoring.readings import SURVEYED
from sbd_tool.scoring.spec import IndicatorSpec

_LEAST_NARROWED_POINTS: Final = 0.5
_MOST_WORDS: Final = 200
_PRACTICE_TEXT: Final = 2_000
_YES: Final = frozenset({"yes", "y", "true", "1", "ja", "j"})
_NO: Final = frozenset({"no", "n", "false", "0", "nein"})


def questions_for(
    rubric: Rubric,
    catalogue: Catalogue,
    specs: Sequence[IndicatorSpec],
    site: EffectiveSite,
    ledgers: Mapping[LedgerKey, LedgerScore],
) -> dict[LedgerKey, tuple[Question, ...]]:
    """The questions open on a site, best first per ledger.

    A question is worth the points of range its answer removes at the least: for a plain indicator
    that is weight times width whatever is found; for a chain the smaller of what remains when the
    link turns out bad or good. A class question counts for all indicators that need the class.
    Measuring an indicator oneself is only asked where nothing easier settles it.

    Args:
        rubric: Worth of values.
        catalogue: Practices.
        specs: Which indicators need which classes.
        site: Answers given so far and what is known.
        ledgers: Both ledgers as they stand.

    Returns:
        Per ledger the questions that narrow it.
    """
    open_forms = [form for form in forms(rubric, catalogue, specs) if _is_open(form, site)]
    open_forms += _object_forms(ledgers[LedgerKey.PROTECTION], site)
    easier = {key for form in open_forms if not _is_survey(form) for key in form.indicators}
    worth: list[Question] = []
    for form in open_forms:
        if _is_survey(form) and form.indicators[0] in easier:
            continue
        narrows = {key: _narrowed(rubric, ledger, form) for key, ledger in ledgers.items()}
        if max(narrows.values()) >= _LEAST_NARROWED_POINTS:
            worth.append(_question(form, narrows, ledgers))
    return {
        key: tuple(
            sorted(
                (one for one in worth if one.narrows[key] >= _LEAST_NARROWED_POINTS),
                key=lambda one: (-round(one.narrows[key], 6), one.key),
            )
        )
        for key in ledgers
    }


def _is_survey(form: Form) -> bool:
    return form.key.startswith(SURVEYED)


def _is_open(form: Form, site: EffectiveSite) -> bool:
    if form.key in site.facts:
        return False
    prefix, _, word = form.key.partition(":")
    if prefix == "confirmed":
        role = Role(word)
        return any(element.is_in_doubt for element in site.elements.get(role, ()))
    return all(SURVEYED + key not in site.facts for key in form.indicators[:1])


def _object_forms(protection: LedgerScore, site: EffectiveSite) -> list[Form]:
    """Gap and rating of the barrier that decides the worst approach."""
    found: list[Form] = []
    barriers = {element.id for element in site.of(Role.BARRIER, Role.GATE)}
    for key, prefix in (("P02", GAP), ("P03", RATING)):
        line = protection.indicators.get(key)
        for one in () if line is None else line.reading.objects:
            if one in barriers and prefix + one not in site.facts:
                form = object_form(prefix + one, text("question.this_barrier"))
                if form is not None:
                    found.append(form)
                break
    return found


def _narrowed(rubric: Rubric, ledger: LedgerScore, form: Form) -> float:
    """Points of range that an answer removes at the least."""
    lines = ledger.indicators
    touched = [key for key in form.indicators if key in lines]
    if not touched:
        return 0.0
    readings = {key: line.reading for key, line in lines.items()}
    ends = [
        {**readings, **{key: _settled(lines[key].reading, rubric, key, end) for key in touched}}
        for end in ("low", "high")
    ]
    removed = 0.0
    for node in nodes(rubric, ledger.ledger):
        if any(rule.key in touched for rule in node.members):
            before = node_points(node, readings).width
            removed += max(0.0, before - max(node_points(node, end).width for end in ends))
    return removed


def _settled(reading: Reading, rubric: Rubric, key: str, end: str) -> Reading:
    """The reading if the answer were the worst or the best that is still possible."""
    rule = rubric.indicators[key]
    bad, good = (rule.breaks[0][0], rule.breaks[-1][0])
    if not rule.is_up:
        bad, good = good, bad
    value = reading.worst if end == "low" else reading.best
    value = (bad if end == "low" else good) if value is None else value
    return Reading(worst=value, likely=value, best=value, evidence=reading.evidence)


def _question(
    form: Form, narrows: Mapping[LedgerKey, float], ledgers: Mapping[LedgerKey, LedgerScore]
) -> Question:
    objects = [
        one
        for ledger in ledgers.values()
        for key in form.indicators
        if key in ledger.indicators
        for one in ledger.indicators[key].reading.objects
    ]
    return Question(
        key=form.key,
        ask=form.ask,
        unit=form.unit,
        choices=form.choices,
        minimum=form.minimum,
        maximum=form.maximum,
        narrows=dict(narrows),
        where=form.where,
        indicators=form.indicators,
        objects=tuple(dict.fromkeys(objects)),
    )


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

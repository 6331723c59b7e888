"""Options and states are called the same everywhere: by their name, or by the stock words."""

from dataclasses import replace

import pytest

from sbd_tool.app.language import load_words
from sbd_tool.domain.place_names import option_name, state_and_time, state_name
from sbd_tool.domain.project import Option, TimeState
from tests.generated_square import project


@pytest.mark.parametrize(
    ("language", "option", "state"),
    [("en", "Base plan", "Ordinary day"), ("de", "Grundentwurf", "Gewöhnlicher Tag")],
)
def test_stock_names_are_told_in_the_readers_language(language, option, state) -> None:
    words, square = load_words(language), project()
    assert words(option_name(square, "base")) == option
    assert words(state_name(square, "ordinary")) == state


def test_a_name_that_people_gave_is_told_as_it_is_and_without_unseen_signs() -> None:
    square = replace(
        project(),
        options=(Option(key="base", name="The plan\u202e of 2026"),),
        time_states=(TimeState(key="ordinary", name="Weekday", when="Mo\u2013Fr"),),
    )
    words = load_words("de")
    assert words(option_name(square, "base")) == "The plan of 2026"
    assert words(state_and_time(square.time_states[0])) == "Weekday (Mo\u2013Fr)"


def test_what_is_not_there_is_told_by_its_key() -> None:
    words = load_words("en")
    assert words(option_name(project(), "set-9")) == "set-9"
    assert words(state_name(project(), "fair")) == "fair"


def test_options_of_one_name_are_told_apart_by_a_number() -> None:
    twins = (Option(key="b", name="Trees", parent="base"), Option(key="c", name="Trees"))
    square = replace(project(), options=(*project().options, *twins))
    words = load_words("en")
    told = [words(option_name(square, one.key)) for one in square.options]
    assert told == ["Base plan", "Trees (1)", "Trees (2)"]

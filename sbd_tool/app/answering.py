"""Check answers as a person typed them; the one way for window and command line."""

from sbd_tool.app.pipeline import standard_method
from sbd_tool.app.rules import Rules
from sbd_tool.scoring.answer_words import answer_from_words


def typed_answer(key: str, words: str, rules: Rules) -> str | float | bool:
    """The typed value of ``KEY=VALUE``.

    Args:
        key: Question key.
        words: What the person typed.
        rules: Accepted ranges and practices.

    Returns:
        A number, True or False, or words.

    Raises:
        InputError: There is no such question, or the answer does not fit it.
    """
    return answer_from_words(
        key, words, rules.rubric, rules.catalogue, standard_method().indicators
    )

"""What the command line says of itself, in the reader's language: usage, help and refusals.

Help stands in English beside each argument. argparse asks gettext for its own words; while a
parser is used, this answers instead.
"""

import argparse
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

Asked = TypeVar("Asked", bound=argparse.ArgumentParser)
DESCRIPTION: Final = "Openness and protection of a public square."
_WORDS: Final = 9


def key_of(english: str) -> str:
    """The key of a sentence of the command line: its first words.

    Examples:
        >>> key_of("invalid choice: %(value)r (choose from %(choices)s)")
        'asked.invalid_choice_value_choose_from_choices'
    """
    plain = re.sub(r"%\((\w+)\)\w|%\w", r"\1", english)
    return "asked." + "_".join(re.findall(r"[a-z0-9]+", plain.lower())[:_WORDS])


def in_words(parser: Asked, words: Words) -> Asked:
    """Word the help of a parser and of all its commands; what has no sentence stays as it is."""
    if parser.description:
        parser.description = _said(parser.description, words)
    for action in parser._actions:  # noqa: SLF001 - argparse lists them nowhere else
        if action.help and action.help != argparse.SUPPRESS:
            action.help = _said(action.help, words)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            action.metavar = words(text("asked.command"))
            for command in action._choices_actions:  # noqa: SLF001
                command.help = _said(command.help or "", words)
            for command_parser in action.choices.values():
                in_words(command_parser, words)
    return parser


@contextmanager
def worded(words: Words) -> Iterator[None]:
    """Let argparse speak the reader's language inside the block."""
    spoken: Any = argparse
    own = {name: getattr(spoken, name) for name in ("_", "ngettext")}

    def counted(one: str, many: str, count: int) -> str:
        key = key_of(one)
        if not words.has(key):
            return str(own["ngettext"](one, many, count))
        return words(text(key, count=count))

    spoken._, spoken.ngettext = lambda message: _said(message, words), counted
    try:
        yield
    finally:
        for name, was in own.items():
            setattr(spoken, name, was)


def unfit(message: str) -> argparse.ArgumentTypeError:
    """The refusal of a value, worded by who reads it."""
    spoken: Any = argparse
    return argparse.ArgumentTypeError(spoken._(message))


def _said(english: str, words: Words) -> str:
    key = key_of(english)
    return words(text(key)) if words.has(key) else english

"""The command line: `sbd import | inspect | doctor | tag | answer | weights | assess | …`.

Exit codes: 0 done, 1 written but decisions are open, 2 a problem and nothing was written.
"""

import io
import os
import sys
from collections.abc import Sequence

from sbd_tool.app.language import load_words
from sbd_tool.app.problems import describe
from sbd_tool.app.sweeping import sweep
from sbd_tool.cli.arguments import build_parser
from sbd_tool.cli.parser_words import in_words, worded
from sbd_tool.cli.path_names import with_named_folders
from sbd_tool.cli.spoken import remark, say_problem
from sbd_tool.cli.unlocking import unlocking
from sbd_tool.domain.errors import Cancelled, SbdError
from sbd_tool.domain.words import Words

DONE, OPEN_DECISIONS, PROBLEM = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Run one command and give its exit code; a problem is one sentence and a hint."""
    _never_fail_to_write()
    words = load_words("en")
    try:
        words = _words(_language_of(argv))
        with worded(words):
            parsed = in_words(build_parser(), words).parse_args(list(argv))
        arguments = with_named_folders(parsed)
        sweep()
        from sbd_tool.cli import commands

        with unlocking(arguments, words):
            code: int = commands.COMMANDS[arguments.command](arguments, words)
    except Cancelled:
        return PROBLEM
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:  # noqa: BLE001 - boundary: every failure ends in words
        problem = describe(error)
        say_problem(problem, words)
        if not isinstance(error, SbdError) and os.environ.get("SBD_DETAILS"):
            for line in problem.details.splitlines():
                remark(line)
        return PROBLEM
    return code


def demo() -> int:
    """Without a display: assess a sample site and write what there is to see into `out/`."""
    from sbd_tool.cli.commands import run_demo

    return run_demo(_words(None))


def _language_of(argv: Sequence[str]) -> str | None:
    """The language asked for, known before the rest is understood: refusals are worded too."""
    for place, word in enumerate(argv):
        if word == "--language" and place + 1 < len(argv):
            return argv[place + 1]
        if word.startswith("--language="):
            return word.partition("=")[2]
    return None


def _never_fail_to_write() -> None:
    """A sign the terminal's encoding lacks is written as its code, not answered with a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _words(language: str | None) -> Words:
    if language is not None:
        return load_words(language)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if chosen := os.environ.get(name):
            return load_words("de" if chosen.lower().startswith("de") else "en")
    return load_words("en")

"""`sbd verify`: does a report still say what the project says?"""

from argparse import Namespace
from pathlib import Path
from typing import Any

from sbd_tool import api
from sbd_tool.app.closing_files import pdf_passphrase
from sbd_tool.app.verifying import Verified, verify
from sbd_tool.cli.json_out import dump
from sbd_tool.cli.spoken import Telling, remark, say
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words

SAME, DIFFERS = 0, 1


def verify_command(arguments: Namespace, words: Words) -> int:
    """Run the command.

    Returns:
        0 if nothing differs, 1 if something does; 2 is left to problems.
    """
    path = Path(arguments.report)
    with Telling(words, text("verify.job", file=path.name)) as progress:
        project = api.open_project(Path(arguments.project)).project
        found = verify(
            path,
            project,
            api.load_rules(project),
            is_rebuilt=arguments.rebuild,
            pdf_passphrase=pdf_passphrase(arguments.pdf_passphrase_file),
            progress=progress,
        )
    if arguments.json:
        print(dump(_json(path, found, words)))
    else:
        _say(path, found, words)
    return SAME if found.is_same else DIFFERS


def _say(path: Path, found: Verified, words: Words) -> None:
    say(words(text(found.key, file=path.name, edition=found.seal.edition, date=found.seal.made)))
    for difference in found.differences:
        say(f"  {words(difference.sentence)}")
    if found.is_rebuilt:
        say(
            f"  {words(text('verify.bytes_same' if found.is_untouched else 'verify.bytes_differ'))}"
        )
    elif found.is_same:
        say(f"  {words(text('outputs.seal_only'))}")
        remark(words(text("outputs.rebuild_hint")))


def _json(path: Path, found: Verified, words: Words) -> dict[str, Any]:
    seal = found.seal
    return {
        "schema_version": 1,
        "file": path.name,
        "same": found.is_same,
        "edition": seal.edition,
        "option": seal.option,
        "time_state": seal.time_state,
        "date": seal.made,
        "version": seal.software,
        "catalogue": seal.catalogue,
        "rubric": seal.rubric,
        "speeds": seal.speeds,
        "rebuilt": found.is_rebuilt,
        "untouched": found.is_untouched,
        "differences": [
            {
                "what": difference.what,
                "then": difference.then,
                "now": difference.now,
                "sentence": words(difference.sentence),
            }
            for difference in found.differences
        ],
    }

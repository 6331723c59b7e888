"""How the command line comes by a passphrase: a named file, or a question at a terminal."""

import argparse
import sys
from contextlib import AbstractContextManager
from getpass import getpass
from pathlib import Path

from sbd_tool.app.vaults import (
    PassphraseVault,
    Vault,
    asking_once,
    in_hand,
    vault_from_files,
)
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words


def add_keys(parser: argparse.ArgumentParser) -> None:
    """Options of every command: how encrypted files are opened and closed."""
    parser.add_argument("--passphrase-file", default=None, metavar="FILE", help="first line opens")
    parser.add_argument("--key-file", default=None, metavar="FILE", help="secret keys of age")
    parser.add_argument(
        "--recipient", action="append", default=[], metavar="age1...", help="who may open it too"
    )


def unlocking(arguments: argparse.Namespace, words: Words) -> AbstractContextManager[None]:
    """While this lasts, encrypted files open with what was named, or the terminal asks."""
    named = vault_from_files(
        _path(arguments.passphrase_file), _path(arguments.key_file), arguments.recipient
    )

    def ask(name: str) -> Vault | None:
        if named is not None or not sys.stdin.isatty():
            return named
        typed = getpass(words(text("vault.ask", file=name)), sys.stderr)
        return PassphraseVault(typed) if typed else None

    return in_hand(asking_once(ask))


def _path(name: str | None) -> Path | None:
    return None if name is None else Path(name)

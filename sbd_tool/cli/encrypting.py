"""`sbd encrypt` and `sbd decrypt`."""

from argparse import Namespace
from pathlib import Path

from sbd_tool.app.closing_files import decrypt_file, encrypt_file
from sbd_tool.cli.spoken import say
from sbd_tool.domain.text import text
from sbd_tool.domain.words import Words


def encrypt(arguments: Namespace, words: Words) -> int:
    """Write an encrypted copy."""
    encrypt_file(Path(arguments.file), Path(arguments.output))
    say(words(text("vault.encrypted", file=arguments.output)))
    say(words(text("vault.source_stays", file=arguments.file)))
    return 0


def decrypt(arguments: Namespace, words: Words) -> int:
    """Write a plain copy."""
    decrypt_file(Path(arguments.file), Path(arguments.output))
    say(words(text("vault.decrypted", file=arguments.output)))
    return 0

"""Message catalogues: `.po` files of one language joined into one gettext translation."""

import gettext
import io
from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sbd_tool.formats.resources import resource_path

SOURCE_LANGUAGE: Final = "en"


def languages() -> tuple[str, ...]:
    """Languages with a catalogue, English first."""
    folder = resource_path("i18n")
    found = sorted(path.name for path in folder.iterdir() if path.is_dir())
    return (SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE))


def parts(language: str) -> tuple[Path, ...]:
    """The `.po` files of a language, in a fixed order."""
    return tuple(sorted(resource_path("i18n", language).glob("*.po")))


def read_part(path: Path, language: str) -> Catalog:
    """Read one `.po` file."""
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


@lru_cache(maxsize=8)
def read_translation(language: str) -> gettext.GNUTranslations:
    """The translation of a language; what it lacks is taken from English.

    Joining and parsing the parts costs about a third of a second, so the compiled catalogue is
    kept in the user's cache folder under the digest of its parts.
    """
    translation = gettext.GNUTranslations(io.BytesIO(_compiled(language)))
    if language != SOURCE_LANGUAGE:
        translation.add_fallback(read_translation(SOURCE_LANGUAGE))
    return translation


@lru_cache(maxsize=1)
def vocabulary() -> tuple[str, ...]:
    """Every sentence of ours in every language, for telling our words from other people's."""
    from babel.messages.mofile import read_mo

    return tuple(
        words
        for language in languages()
        for message in read_mo(io.BytesIO(_compiled(language)))
        if message.id
        for words in _strings(message.string)
    )


def _compiled(language: str) -> bytes:
    from hashlib import sha256

    from sbd_tool.formats.folders import cache_folder

    digest = sha256(b"".join(path.read_bytes() for path in parts(language))).hexdigest()[:24]
    kept = cache_folder("i18n") / f"{language}-{digest}.mo"
    try:
        return kept.read_bytes()
    except OSError:
        compiled = _compile(language)
    try:
        fresh = kept.with_suffix(f".{id(compiled):x}.part")
        fresh.write_bytes(compiled)
        fresh.replace(kept)
    except OSError:
        pass  # a read-only cache costs time at the next start, nothing else
    return compiled


def _compile(language: str) -> bytes:
    joined = Catalog(locale=language, charset="utf-8")
    for path in parts(language):
        for message in read_part(path, language):
            if message.id and not message.fuzzy and any(_strings(message.string)):
                joined.add(message.id, message.string)
    stream = io.BytesIO()
    write_mo(stream, joined)
    return stream.getvalue()


def _strings(found: object) -> tuple[str, ...]:
    if isinstance(found, (list, tuple)):
        return tuple(str(words) for words in found)
    return (str(found),)

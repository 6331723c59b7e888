"""English and German are complete, and every key the code names exists."""

import re
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
CALL = re.compile(r"""(?<![\w.])text\(\s*"([a-z0-9_.\-]+)"\s*[,)]""", re.IGNORECASE)


def _read(language: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale=language):
                if not message.id:
                    continue
                key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
                strings = message.string
                strings = strings if isinstance(strings, (tuple, list)) else (strings,)
                assert key not in found, f"{key} is told twice ({path.name})"
                found[key] = tuple(str(words) for words in strings)
    return found


ENGLISH, GERMAN = _read("en"), _read("de")


def _placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


def test_both_languages_know_the_same_keys() -> None:
    assert set(ENGLISH) == set(GERMAN)


def test_no_sentence_is_empty() -> None:
    assert not [key for key, words in (ENGLISH | GERMAN).items() if not all(words)]
    assert not [key for key, words in GERMAN.items() if not all(words)]


def test_translations_use_the_same_placeholders() -> None:
    wrong = []
    for key in set(ENGLISH) & set(GERMAN):
        english = set().union(*map(_placeholders, ENGLISH[key]))
        german = set().union(*map(_placeholders, GERMAN[key]))
        if english != german:
            wrong.append((key, english, german))
    assert not wrong


@pytest.mark.parametrize(
    "path", sorted((ROOT / "sbd_tool").rglob("*.py")), ids=lambda path: path.name
)
def test_every_key_the_code_names_has_a_sentence(path: Path) -> None:
    named = set(CALL.findall(path.read_text(encoding="utf-8")))
    examples = {"ingest.layer_repaired"} if path.name == "text.py" else set()
    assert not named - set(ENGLISH) - examples

"""Shortcuts a person chose instead of those the product comes with."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from sbd_tool.app.settings import Settings, Shortcut
from sbd_tool.formats.shortcut_file import read_shortcut_file, write_shortcut_file

MOST_KEYS: Final = 4
LONGEST: Final = 40


def chosen_keys(settings: Settings) -> Mapping[str, tuple[str, ...]]:
    """Keys by action, only of actions whose keys the person chose."""
    return {one.action: one.keys for one in settings.shortcuts}


def with_keys(settings: Settings, action: str, keys: tuple[str, ...] | None) -> Settings:
    """These settings with other keys for an action; None gives it back its own."""
    others = tuple(one for one in settings.shortcuts if one.action != action)
    if keys is None:
        return replace(settings, shortcuts=others)
    return replace(settings, shortcuts=(*others, Shortcut(action, _bounded(keys))))


def imported_keys(settings: Settings, path: Path, known: Iterable[str]) -> tuple[Settings, int]:
    """These settings with the keys of a file, and how many of its actions are not known here.

    Raises:
        InputError: The file is no file of shortcuts.
    """
    found, names = read_shortcut_file(path), set(known)
    taken = tuple(Shortcut(key, _bounded(keys)) for key, keys in found.items() if key in names)
    return replace(settings, shortcuts=taken), len(found) - len(taken)


def export_keys(settings: Settings, path: Path) -> None:
    """Write the chosen keys to a file.

    Raises:
        ProjectFileError: The folder cannot be written.
    """
    write_shortcut_file(path, chosen_keys(settings))


def _bounded(keys: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(key[:LONGEST] for key in keys[:MOST_KEYS] if key)

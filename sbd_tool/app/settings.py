"""What a person chose once for all projects. Each field says what it is: form and docs read it."""

from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from sbd_tool.domain.plain import from_plain, to_plain
from sbd_tool.domain.text import text
from sbd_tool.formats.settings_file import read_settings, write_settings

LANGUAGES: Final = ("en", "de")
THEMES: Final = ("system", "light", "dark", "contrast", "night")
TEXT_PERCENTS: Final = (100, 125, 150)
_MOST_RECENT: Final = 12


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project the start page offers.

    Attributes:
        path: Its file.
        title: Its title when last seen.
        opened: ISO 8601 UTC time.
        is_pinned: It stays in the list.
    """

    path: str
    title: str = ""
    opened: str = ""
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Keys somebody chose for an action.

    Attributes:
        action: Key of the action.
        keys: Key sequences in the portable notation ("Ctrl+Shift+P"); none switches it off.
    """

    action: str
    keys: tuple[str, ...] = ()


def _field(default: Any, label: str, choices: tuple[str, ...] = ()) -> Any:
    return field(
        default=default,
        metadata={
            "label": text(f"app.settings.{label}"),
            "help": text(f"app.settings.{label}.help"),
            "choices": choices,
        },
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one person on one computer.

    Attributes:
        language: Language of the window and the command line.
        number_locale: Locale of numbers and dates; "" follows the language.
        report_language: Language of exports; "" follows the window.
        author: Name under which edits, answers and notes are kept.
        theme: "system", "light", "dark", "contrast" or "night".
        text_percent: Size of all text of the window, in percent.
        keep_speeds: Approach speeds are worked out again after each change.
        crowd_python: Interpreter that has the engine of the crowd; "" is none.
        shortcuts: Keys that replace those of the product.
        recent_projects: Projects of the start page, pinned ones first, then the latest.
    """

    language: str = _field("en", "language", LANGUAGES)
    number_locale: str = _field("", "number_locale")
    report_language: str = _field("", "report_language", ("", *LANGUAGES))
    author: str = _field("", "author")
    theme: str = _field("system", "theme", THEMES)
    text_percent: int = _field(100, "text_percent", tuple(map(str, TEXT_PERCENTS)))
    keep_speeds: bool = _field(False, "keep_speeds")  # noqa: FBT003 - the default of a switch
    crowd_python: str = _field("", "crowd_python")
    shortcuts: tuple[Shortcut, ...] = _field((), "shortcuts")
    recent_projects: tuple[RecentProject, ...] = _field((), "recent_projects")

    def with_recent(self, path: Path, title: str, when: str) -> "Settings":
        """These settings after a project was opened or saved."""
        name = str(path.absolute())
        known = {recent.path: recent for recent in self.recent_projects}
        is_pinned = name in known and known[name].is_pinned
        newest = RecentProject(name, title, when, is_pinned)
        others = [recent for recent in self.recent_projects if recent.path != name]
        listed = sorted((newest, *others), key=lambda recent: not recent.is_pinned)
        return replace(self, recent_projects=tuple(listed[:_MOST_RECENT]))

    def with_entry(self, recent: RecentProject) -> "Settings":
        """These settings with one project of the list replaced; pinned ones come first."""
        rows = [recent if one.path == recent.path else one for one in self.recent_projects]
        return replace(self, recent_projects=tuple(sorted(rows, key=lambda one: not one.is_pinned)))

    def without_recent(self, path: str) -> "Settings":
        """These settings without one project in the list."""
        kept = tuple(recent for recent in self.recent_projects if recent.path != path)
        return replace(self, recent_projects=kept)


def load_settings() -> Settings:
    """Read the settings; a field that does not read takes its default."""
    plain, settings = read_settings(), Settings()
    for name, hint in _HINTS.items():
        if name not in plain:
            continue
        try:
            settings = _checked(
                replace(settings, **{name: from_plain(hint, plain[name])}), settings
            )
        except ValueError:
            continue
    return settings


def save_settings(settings: Settings) -> None:
    """Keep the settings.

    Raises:
        ProjectFileError: The folder cannot be written.
    """
    plain = to_plain(settings)
    if isinstance(plain, dict):
        write_settings(plain)


_HINTS: Final = {part.name: part.type for part in fields(Settings)}


def _checked(settings: Settings, fallback: Settings) -> Settings:
    is_known = (
        settings.language in LANGUAGES
        and settings.theme in THEMES
        and settings.report_language in ("", *LANGUAGES)
        and settings.text_percent in TEXT_PERCENTS
    )
    return settings if is_known else fallback

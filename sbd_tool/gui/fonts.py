"""Registers the static faces of Inter and its stand-in with Qt."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QFontDatabase


def register(faces: Iterable[Path]) -> list[str]:
    """Register font files; returns the family names found.

    A face that cannot be read is left out: the window then uses the system's letters.
    """
    families: list[str] = []
    for face in faces:
        found = QFontDatabase.addApplicationFont(str(face))
        if found >= 0:
            families += QFontDatabase.applicationFontFamilies(found)
    return families

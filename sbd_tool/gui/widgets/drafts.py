"""What somebody is in the middle of typing: panels are not rebuilt under their hands."""

from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QWidget


def has_focus_inside(root: QWidget) -> bool:
    """Whether the keyboard is somewhere in this widget."""
    focused = QApplication.focusWidget()
    return focused is not None and root.isAncestorOf(focused)


def has_draft(root: QWidget) -> bool:
    """Whether something was typed or ticked here that nobody has taken over yet."""
    lines = any(line.isModified() and line.text() for line in root.findChildren(QLineEdit))
    notes = any(note.document().isModified() for note in root.findChildren(QPlainTextEdit))
    return lines or notes


def has_ticks(root: QWidget) -> bool:
    """Whether boxes of an unanswered question are ticked."""
    return any(box.isChecked() for box in root.findChildren(QCheckBox))

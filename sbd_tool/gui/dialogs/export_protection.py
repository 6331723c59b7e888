"""How an export leaves: encrypted for whom, and with a redaction log or not."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from sbd_tool.app.protected_export import LOGS, Protection, recipients_in
from sbd_tool.domain.text import Text, text
from sbd_tool.gui.look import Look
from sbd_tool.gui.widgets.basics import STRETCH, column, holder, label, row
from sbd_tool.gui.widgets.controls import Select, named_line

PLAIN: Final = "plain"
PASSPHRASE: Final = "passphrase"  # noqa: S105 - a choice, not a secret
KEYS: Final = "keys"
PDF: Final = "pdf"
LEAST_SIGNS: Final = 8


class ProtectionBox(QWidget):
    """Rows of the export card that stand in place of what the file holds.

    Args:
        look: Words and tokens.
        on_change: Called when the way of encrypting or the log changes.
    """

    def __init__(self, look: Look, on_change: Callable[[], None]) -> None:
        super().__init__()
        self.look, self._on_change = look, on_change
        self.setObjectName("export_protection")
        self.kind = Select(look.theme, "export_encrypt", look.words_of("protect.kind.tip"))
        for key in (PLAIN, PASSPHRASE, KEYS, PDF):
            self.kind.addItem(look.words_of(f"protect.kind_{key}"), key)
        self.kind.activated.connect(self.refresh)
        self.first = self._field("export_passphrase", "vault.field", is_secret=True)
        self.again = self._field("export_passphrase_again", "vault.field_again", is_secret=True)
        self.keys = self._field("export_keys", "protect.keys", is_secret=False)
        self.problem = label("", "small", is_wrapped=True, tone="warn")
        self.problem.setObjectName("export_protection_problem")
        self.log = QCheckBox(look.words_of("protect.log"))
        self.log.setObjectName("export_log")
        self.log.setToolTip(look.words_of("protect.log.tip"))
        self.log.toggled.connect(self.refresh)
        self.log_as = Select(look.theme, "export_log_as", look.words_of("protect.log_as"))
        for suffix in LOGS:
            self.log_as.addItem(look.words_of(f"protect.log{suffix.replace('.', '_')}"), suffix)
        self.log_as.activated.connect(self.refresh)
        kind = named_row(look.words_of("protect.kind"), self.kind)
        words = row(self.first, self.again, self.keys, spacing=8)
        self.setLayout(
            column(
                kind, words, self.problem, row(self.log, STRETCH, self.log_as, spacing=12),
                spacing=9,
            )
        )  # fmt: skip
        self.refresh()

    def _field(self, name: str, key: str, *, is_secret: bool) -> QLineEdit:
        made = named_line(name, self.look.words_of(key))
        if is_secret:
            made.setEchoMode(QLineEdit.EchoMode.Password)
        made.textChanged.connect(lambda _words: self.say(None))
        return made

    @property
    def chosen(self) -> str:
        """The way of encrypting."""
        return str(self.kind.currentData())

    def refresh(self) -> None:
        """Show the fields of what is chosen."""
        is_phrase = self.chosen in {PASSPHRASE, PDF}
        self.first.setVisible(is_phrase)
        self.again.setVisible(is_phrase)
        self.keys.setVisible(self.chosen == KEYS)
        self.log_as.setEnabled(self.log.isChecked())
        self.say(None)
        self._on_change()

    def allow_pdf(self, *, is_pdf: bool) -> None:
        """Only a PDF can be locked as one."""
        place = self.kind.findData(PDF)
        if is_pdf and place < 0:
            self.kind.addItem(self.look.words_of(f"protect.kind_{PDF}"), PDF)
        elif not is_pdf and place >= 0:
            was = self.chosen
            self.kind.removeItem(place)
            if was == PDF:
                self.kind.setCurrentIndex(0)
                self.refresh()

    def fault(self) -> Text | None:
        """What is missing yet, or None."""
        if self.chosen in {PASSPHRASE, PDF}:
            if len(self.first.text()) < LEAST_SIGNS:
                return text("vault.short", count=LEAST_SIGNS)
            if self.first.text() != self.again.text():
                return text("vault.unlike")
        if self.chosen == KEYS and not recipients_in(self.keys.text()):
            return text("vault.no_recipient")
        return None

    def say(self, fault: Text | None) -> None:
        """Show what is missing, or nothing."""
        self.problem.setText(self.look.word(fault))
        self.problem.setVisible(fault is not None)

    def wanted(self) -> Protection:
        """How the file leaves."""
        phrase = self.first.text()
        return Protection(
            passphrase=phrase if self.chosen == PASSPHRASE else "",
            recipients=recipients_in(self.keys.text()) if self.chosen == KEYS else (),
            pdf_passphrase=phrase if self.chosen == PDF else "",
            log=str(self.log_as.currentData()) if self.log.isChecked() else "",
        )

    @property
    def suffix(self) -> str:
        """What the name of the file gets at its end."""
        return ".age" if self.chosen in {PASSPHRASE, KEYS} else ""

    def in_words(self) -> str:
        """What is chosen, in a few words, for the button that leads here."""
        said = [] if self.chosen == PLAIN else [self.kind.currentText()]
        said += [self.look.words_of("protect.log_short")] if self.log.isChecked() else []
        return ", ".join(said)


def named_row(name: str, widget: QWidget) -> QWidget:
    """A control behind its name."""
    made = row(label(name, "strong"), widget, spacing=12)
    made.setStretch(1, 1)
    return holder(made)

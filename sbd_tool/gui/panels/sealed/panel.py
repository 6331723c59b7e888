"""The sealed police layer beside the map: a goal for all, the rest for those with the key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shapely.geometry.base import BaseGeometry
from shiboken6 import isValid

from sbd_tool.app.police_layer import goal_said, opened_layer, released, seal
from sbd_tool.app.review.listing import day_said, who
from sbd_tool.app.vaults import Vault, passphrase_vault
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.evidence import Evidence
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.sealed import SealedContent
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.map.canvas import MapCanvas
from sbd_tool.gui.panels.sealed.form import SealedForm
from sbd_tool.gui.panels.sealed.overlay import SealedOverlay
from sbd_tool.gui.panels.sealed.place_tool import SealedTool
from sbd_tool.gui.widgets.basics import STRETCH, button, clear, column, holder, label, row
from sbd_tool.gui.widgets.signs import TlpChip


class SealedPanel(QWidget):
    """Closed at first.

    Signals:
        passphrase_wanted: Ask for a passphrase; True for a new layer.
    """

    passphrase_wanted = Signal(bool)

    def __init__(self, desk: Desk, canvas: MapCanvas, overlay: SealedOverlay) -> None:
        super().__init__()
        self.desk, self.canvas, self.overlay = desk, canvas, overlay
        self.setObjectName("sealed_panel")
        self.form: SealedForm | None = None
        self._vault: Vault | None = None
        say, theme = desk.look.words_of, desk.look.theme
        chip = TlpChip(theme, "")
        chip.show_label(Tlp.AMBER_STRICT.value, say("sealed.label_why"))
        self.told = label("", "", is_wrapped=True)
        self.told.setObjectName("sealed_told")
        self.signed = label("", "small", is_wrapped=True)
        self.signed.setObjectName("sealed_signed")
        self.open_ = button(theme, "", "sealed_open", role="primary", sign="lock-key-open")
        self.open_.clicked.connect(lambda: self.passphrase_wanted.emit(not self._is_there))
        self.wrong = label("", "small", is_wrapped=True, tone="danger")
        self.wrong.setObjectName("sealed_wrong")
        self.keep = button(
            theme, say("sealed.seal"), "sealed_keep", role="primary", sign="lock-key"
        )
        self.drop = button(theme, say("sealed.close"), "sealed_close", role="small")
        self.keep.clicked.connect(self._seal)
        self.drop.clicked.connect(self.close_layer)
        self._place: QVBoxLayout = column(spacing=0)
        made = column(
            row(chip, STRETCH),
            self.told,
            self.signed,
            row(self.open_, STRETCH),
            holder(self._place),
            self.wrong,
            row(STRETCH, self.drop, self.keep),
            spacing=8,
            margins=(16, 6, 14, 12),
        )
        made.setStretch(4, 1)
        self.setLayout(made)
        desk.project_changed.connect(self.refresh)
        self.refresh()

    @property
    def _is_there(self) -> bool:
        whole = self.desk.whole
        return whole is not None and released(whole) is not None

    def leave(self) -> None:
        """The dock goes: nothing stays open."""
        if isValid(self):
            self.desk.project_changed.disconnect(self.refresh)
            self.close_layer()

    def open_with(self, passphrase: str) -> None:
        """Open the layer, or begin one, in the background: passphrases are slow by design."""
        try:
            vault = passphrase_vault(passphrase)
        except SbdError as refusal:
            self._refuse(refusal)
            return
        self._open(vault)

    def _open(self, vault: Vault) -> None:
        whole, desk = self.desk.whole, self.desk
        if whole is None:
            return

        def task(progress: Progress) -> SealedContent:
            progress.advance(0.1)
            return opened_layer(whole, vault)

        def done(content: SealedContent) -> None:
            if isValid(self) and desk.whole is whole:
                self._vault = vault
                self._show_form(content)

        desk.run(text("sealed.job_open"), task, done, self._refuse, key="sealed")

    def close_layer(self) -> None:
        """Forget what lies open."""
        self.form, self._vault = None, None
        self.overlay.content = None
        clear(self._place)
        if self.canvas.tool.key == SealedTool.key:
            self.canvas.tool_done()
        self.canvas.update()
        self.refresh()

    def refresh(self) -> None:
        """Say what everybody may know."""
        if not isValid(self) or self.desk.whole is None:
            return
        look, found = self.desk.look, released(self.desk.whole)
        say, is_open = look.words_of, self.form is not None
        if found is None:
            self.told.setText(say("sealed.none_here"))
            self.signed.setText(say("sealed.about"))
        elif not found.is_genuine:
            self.told.setText(say("sealed.tampered"))
            self.signed.setText(say("sealed.tampered.hint"))
        else:
            self.told.setText(look.word(goal_said(found.goal)))
            self.signed.setText(
                say(
                    "sealed.genuine_by",
                    print=found.fingerprint,
                    who=who(found.author),
                    day=literal(day_said(found.when, look.words)),
                )
            )
        words = say("sealed.open" if found is not None else "sealed.begin")
        self.open_.setText(words)
        self.open_.setAccessibleName(words)
        self.open_.setToolTip(words)
        self.open_.setVisible(not is_open)
        for made in (self.keep, self.drop):
            made.setVisible(is_open)
        if not is_open:
            self.wrong.setText("")
        self.wrong.setVisible(bool(self.wrong.text()))

    def _show_form(self, content: SealedContent) -> None:
        clear(self._place)
        self.form = SealedForm(self.desk.look, content, self._draw)
        self.form.on_change = self._show_objects
        self._place.addWidget(self.form)
        self._show_objects()
        self.refresh()
        self.form.new_words.setFocus()

    def _show_objects(self) -> None:
        self.overlay.content = None if self.form is None else self.form.objects
        self.canvas.update()

    def _draw(self, shape: str) -> None:
        self.canvas.use_tool(SealedTool(self.canvas, shape, self._drawn))
        self.canvas.setFocus()

    def _drawn(self, geometry: BaseGeometry) -> None:
        if self.form is not None:
            self.form.take(geometry)

    def _seal(self) -> None:
        form, vault, desk = self.form, self._vault, self.desk
        if form is None or vault is None:
            return
        try:
            content = form.content
        except SbdError as refusal:
            self._refuse(refusal)
            return
        stamp, by = desk.bench.new_stamp(Evidence.SEEN), desk.by()

        def task(progress: Progress) -> object:
            progress.advance(0.1)
            return seal(content, vault, stamp, by)

        def done(command: object) -> None:
            if isValid(self) and desk.do(command):  # type: ignore[arg-type]
                self.close_layer()
                desk.told.emit(text("sealed.sealed"))

        desk.run(text("sealed.job_seal"), task, done, self._refuse, key="sealed")

    def _refuse(self, refusal: Exception) -> None:
        if not isValid(self):
            return
        look = self.desk.look
        if isinstance(refusal, SbdError):
            self.wrong.setText(f"{look.word(refusal.what)} {look.word(refusal.hint)}")
            self.wrong.show()
        else:
            self.desk.report(refusal)

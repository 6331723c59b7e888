"""Exporting: format, edition, scale and place; says beforehand what the edition leaves out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from shiboken6 import isValid

from sbd_tool.app.report_kinds import TOLD, USUAL_KIND, WITHOUT_MAPS, report_templates
from sbd_tool.domain.marking import Edition
from sbd_tool.domain.progress import Progress
from sbd_tool.domain.text import Text, literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.dialogs.compare_choice import chosen_place, compare_choice
from sbd_tool.gui.dialogs.export_protection import ProtectionBox, named_row
from sbd_tool.gui.dialogs.exported import SUFFIXES, label_sign, stem_of, written
from sbd_tool.gui.dialogs.speeds_choice import speeds_choice
from sbd_tool.gui.widgets.basics import (
    STRETCH,
    button,
    clear,
    column,
    holder,
    label,
    row,
    scrolled,
    tool,
)
from sbd_tool.gui.widgets.controls import LinkButton, Segments, Select

WIDTH_PX: Final = 430
LEAST_LIST_PX: Final = 60
COMPARED: Final = ".html"
"""The interactive map, which can have two sides."""
SCALED: Final = (".pdf", ".sheet.pdf", ".png", ".svg")
SCALES: Final = (200, 250, 500, 750, 1000, 1500, 2000)


class ExportCard(FloatingCard):
    """A card to fill in; the export itself runs as a job."""

    def __init__(
        self, desk: Desk, host: QWidget, stem: Path, ask_where: Callable[[Path], Path | None]
    ) -> None:
        look = desk.look
        super().__init__(look, host, look.say("export.title"), "export_card")
        self.desk, self._ask_where = desk, ask_where
        self.edition = Edition.PUBLIC
        self._build_choices()
        self.path = QLineEdit(str(stem.with_suffix(".pdf")))
        self.path.setObjectName("export_path")
        self.path.setAccessibleName(look.say("export.path"))
        self.path.setToolTip(look.say("export.path"))
        self.path.setCursorPosition(len(self.path.text()))
        self.withheld = column(spacing=4)
        self.withheld_area = scrolled(holder(self.withheld), "withheld_scroll")
        self._previewed: tuple[str, ...] = ()
        self.label_row = row(spacing=8)
        self.protection = ProtectionBox(look, self._protection_changed)
        self._build_body()
        self._turn(is_protecting=False)
        self._show_edition()

    def _build_choices(self) -> None:
        look = self.desk.look
        self.format = Select(look.theme, "export_format", look.say("export.format"))
        for suffix in SUFFIXES:
            self.format.addItem(look.say(f"export.as{suffix.replace('.', '_')}"), suffix)
        self.format.activated.connect(self._suffix_changed)
        self.scale = Select(look.theme, "export_scale", look.say("export.scale"))
        self.scale.addItem(look.say("export.fit"), None)
        for scale in SCALES:
            self.scale.addItem(f"1 : {look.words.number(scale)}", scale)
        self.template = Select(look.theme, "export_template", look.say("export.template"))
        self.template.setMinimumContentsLength(3)  # its neighbour's words are never cut
        for key, name in report_templates():
            self.template.addItem(look.word(name), key)
        self.template.activated.connect(self._offer_maps)
        self.compare = compare_choice(self.desk)
        self.speeds = speeds_choice(self.desk)
        self.maps = QCheckBox(look.words_of("report.with_maps"))
        editions = [(one.value, look.say(f"edition.{one.value}")) for one in Edition]
        self.editions = Segments(
            editions, self.edition.value, self._edition_changed, "export_edition"
        )

    def _build_body(self) -> None:
        look = self.desk.look
        choose = tool(look.theme, "folder-open", "export_choose", look.say("export.choose"))
        choose.clicked.connect(self._choose)
        write = button(
            look.theme, look.say("export.write"), "export_write", role="primary", sign="export"
        )
        write.clicked.connect(self.write)
        path_row = row(self.path, choose, spacing=6)
        path_row.setStretch(0, 1)
        self.held = self._held_rows()
        self.withheld_head = label(look.say("export.withheld"), "strong")
        words = look.words_of("protect.open")
        self.protect = LinkButton(look.theme, words, "export_protect", "lock-key")
        self.protect.clicked.connect(lambda: self._turn(is_protecting=self.held.isVisible()))
        foot = row(self.protect, write, spacing=10)
        foot.setStretch(0, 1)
        self.set_body(
            column(
                named_row(look.say("export.format"), self.format),
                self.held,
                self.protection,
                named_row(look.say("export.edition"), self.editions),
                self.label_row,
                self.withheld_head,
                self.withheld_area,
                label(look.say("export.path"), "strong"),
                path_row,
                4,
                foot,
                spacing=9,
                margins=(20, 14, 20, 18),
            )
        )

    def _held_rows(self) -> QWidget:
        """What the file holds."""
        look = self.desk.look
        self.scale_row = named_row(look.say("export.scale"), self.scale)
        self.compare_row = named_row(look.words_of("webmap.compare"), self.compare)
        self.compare_row.hide()
        kind = named_row(look.say("export.template"), self.template)
        return holder(column(kind, self._more_row(), self.scale_row, self.compare_row, spacing=9))

    def _turn(self, *, is_protecting: bool) -> None:
        """Show what the file holds, or how it leaves; there is room for one of both."""
        for part in (self.held, self.withheld_head, self.withheld_area):
            part.setVisible(not is_protecting)
        self.protection.setVisible(is_protecting)
        look, chosen = self.desk.look, self.protection.in_words()
        words = look.words_of("protect.back" if is_protecting else "protect.open")
        if chosen and not is_protecting:
            words = look.words_of("protect.open_with", chosen=literal(chosen))
        self.protect.say(words)
        self.fit()

    def _protection_changed(self) -> None:
        """The name of an encrypted file says so; more or fewer fields want another height."""
        if not hasattr(self, "protection") or not hasattr(self, "path"):
            return  # it is being built
        self.path.setText(f"{self.path.text().removesuffix('.age')}{self.protection.suffix}")
        self.fit()

    def _more_row(self) -> QWidget:
        """Whether it holds maps of analyses, and whether speeds are part of its scores."""
        self.maps.setObjectName("export_maps")
        self.maps.setToolTip(self.desk.look.words_of("report.with_maps.tip"))
        self.maps.setEnabled(False)
        return holder(row(self.maps, self.speeds, STRETCH, spacing=14))

    def _is_lacking(self) -> bool:
        """Whether a passphrase or a key is missing yet; the card then says so."""
        fault = self.protection.fault()
        if fault is not None:
            self._turn(is_protecting=True)
            self.protection.say(fault)
        return fault is not None

    def write(self) -> None:
        """Write the export as a job and close the card."""
        if self._is_lacking():
            return
        desk, path, edition = self.desk, Path(self.path.text().strip()).expanduser(), self.edition
        protection, kept_in = self.protection.wanted(), desk.bench.path
        project, rules, assessment = desk.whole, desk.rules, desk.assessment
        scale = self.scale.currentData() if self.scale.isEnabled() else None
        is_told = self.template.isEnabled()
        template = str(self.template.currentData()) if is_told else USUAL_KIND
        with_maps = self.maps.isEnabled() and self.maps.isChecked()
        other = chosen_place(self.compare)
        words, clock, heat = desk.look.words, desk.clock, desk.shown_map
        known = assessment if desk.bench.is_assessment_whole else None
        here, with_speeds = (desk.place.option, desk.place.time_state), self.speeds.isChecked()
        if project is None:
            return

        def task(progress: Progress) -> Any:
            from sbd_tool.app.analysis_maps import maps_for
            from sbd_tool.app.asked_depth import assessed_as_asked
            from sbd_tool.app.beside import assessed_beside
            from sbd_tool.app.protected_export import export_protected

            depth = {"with_speeds": with_speeds}
            return export_protected(
                project,
                assessed_as_asked(project, rules, here, known, progress=progress, **depth),
                rules,
                path,
                protection,
                project_path=kept_in,
                edition=edition,
                scale=scale,
                heat=heat,
                template=template,
                maps=maps_for(project, rules, edition, here, progress) if with_maps else (),
                beside=assessed_beside(project, rules, other, progress, **depth),
                words=words,
                clock=clock,
                progress=progress,
            )

        desk.run(text("gui.job.export", file=path.name), task, partial(written, desk), key="export")
        self.close_card()

    def _choose(self) -> None:
        chosen = self._ask_where(Path(self.path.text()))
        if chosen is not None:
            self.path.setText(str(chosen))

    def _suffix_changed(self) -> None:
        suffix = str(self.format.currentData())
        self.protection.allow_pdf(is_pdf=suffix.endswith(".pdf"))
        self.path.setText(f"{stem_of(self.path.text())}{suffix}{self.protection.suffix}")
        self.scale.setEnabled(suffix in SCALED)
        self.scale_row.setVisible(suffix != COMPARED)  # a map on the screen is zoomed, not scaled
        self.compare_row.setVisible(suffix == COMPARED)
        self.template.setEnabled(suffix.removeprefix(".") in TOLD)
        self._offer_maps()

    def _offer_maps(self) -> None:
        """Maps of analyses go into most reports and into interactive maps, for the police."""
        suffix = str(self.format.currentData())
        has_chapter = self.template.currentData() not in WITHOUT_MAPS
        is_shown = suffix == COMPARED or (suffix.removeprefix(".") in TOLD and has_chapter)
        self.maps.setEnabled(is_shown and self.edition is Edition.POLICE)
        self.compare.setEnabled(suffix == COMPARED and self.compare.count() > 1)

    def _edition_changed(self, key: str) -> None:
        self.edition = Edition(key)
        self._offer_maps()
        self._show_edition()

    def _show_edition(self) -> None:
        look = self.desk.look
        while (item := self.label_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.label_row.addWidget(label_sign(self.desk, self.edition.label))
        words = label(look.say(f"edition.for_{self.edition.value}"), "small", is_wrapped=True)
        self.label_row.addWidget(words, 1)
        self._list_withheld([look.say("export.looking")])
        self._preview()

    def _preview(self) -> None:
        """List what this edition leaves out, from the edition itself, before it is written."""
        desk, edition = self.desk, self.edition
        project, rules, assessment = desk.whole, desk.rules, desk.assessment
        heat = desk.shown_map
        if project is None:
            return

        def task(progress: Progress) -> tuple[Text, ...]:
            from sbd_tool.app.exporting import preview_withheld

            progress.advance(0.0)
            return preview_withheld(project, assessment, rules, edition, heat)

        def show(found: tuple[Text, ...]) -> None:
            if not isValid(self) or self.edition is not edition:
                return
            look = desk.look
            nothing = look.say("edition.withheld_police")
            self._list_withheld([look.word(one) for one in found] or [nothing])

        desk.run(text("gui.job.withheld"), task, show, key="withheld")

    def _fit_now(self) -> None:
        """The list takes what it needs; in a low window it scrolls and the button stays in view."""
        inner, frame, host = self.withheld, self.layout(), self.parentWidget()
        if not self.isVisible() or frame is None or host is None:
            return
        if self.withheld_area.isHidden():
            super()._fit_now()
            return
        needed = inner.totalHeightForWidth(self.withheld_area.viewport().width())
        frame.activate()
        others = frame.totalHeightForWidth(self.width()) - self.withheld_area.height()
        room = host.height() - self.y() - others
        self.withheld_area.setFixedHeight(max(LEAST_LIST_PX, min(needed, room)))
        super()._fit_now()

    def _list_withheld(self, sentences: Sequence[str]) -> None:
        clear(self.withheld)
        for number, words in enumerate(sentences):
            line = label(words, "small", is_wrapped=True)
            line.setObjectName(f"withheld_{number}")
            self.withheld.addWidget(line)
        self.withheld.addStretch(1)
        self.fit()

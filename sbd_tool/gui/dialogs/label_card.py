"""Labels: the set beside TLP, and the label of what is chosen; a lowered one asks for a reason."""

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from sbd_tool.app.commands.labelling import LabelObjects, inherited_label
from sbd_tool.app.labels.sets import TLP_ALONE, choose_label_set, label_sets, shown_label
from sbd_tool.domain.errors import SbdError
from sbd_tool.domain.label_sets import LabelSet, in_language, label_set_of
from sbd_tool.domain.lowering import LONGEST_REASON, is_lowered
from sbd_tool.domain.marking import Tlp
from sbd_tool.domain.text import literal, text
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import STRETCH, button, clear, column, holder, label, row, rule
from sbd_tool.gui.widgets.controls import Select, named_line

WIDTH_PX: Final = 400


class LabelCard(FloatingCard):
    """Follows what is chosen on the map."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        look = desk.look
        super().__init__(look, host, look.words_of("marks.card"), "label_card")
        self.desk = desk
        self._sets: dict[str, LabelSet] = {}
        self.sets = Select(look.theme, "label_set", look.words_of("marks.set.tip"))
        self._fill_sets()
        self.sets.activated.connect(self._choose_set)
        self.about = column(spacing=3)
        self.chosen = label("", "strong", is_wrapped=True)
        self.label = Select(look.theme, "label_of_objects", look.words_of("marks.label.tip"))
        self.label.activated.connect(self._show_asked)
        self.asks = label(look.words_of("marks.asks"), "small", is_wrapped=True, tone="warn")
        self.author = named_line("label_by", look.words_of("marks.by"), 200)
        self.author.setText(desk.by().author)
        self.reason = named_line("label_reason", look.words_of("marks.reason"), LONGEST_REASON)
        self.apply = button(
            look.theme, look.words_of("marks.apply"), "label_apply", role="primary", sign="shield"
        )
        self.apply.clicked.connect(self.give)
        for line in (self.author, self.reason):
            line.returnPressed.connect(self.give)
            line.textChanged.connect(lambda _words: self._enable())
        beside = row(label(look.words_of("marks.set"), "strong"), self.sets, spacing=12)
        beside.setStretch(1, 1)
        given = row(label(look.words_of("marks.label"), "strong"), self.label, spacing=12)
        given.setStretch(1, 1)
        self.given = holder(given)
        self.set_body(
            column(
                beside, self.about, rule(), self.chosen, self.given, self.asks, self.author,
                self.reason, row(STRETCH, self.apply), spacing=9, margins=(20, 14, 20, 18),
            )
        )  # fmt: skip
        self.setFocusProxy(self.sets)
        desk.chosen.connect(self.refresh)
        desk.project_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the set of the project, and the label of what is chosen."""
        project = self.desk.project
        if project is None:
            return
        self._show_set(label_set_of(project.records))
        measures = self.desk.chosen_measures()
        look = self.desk.look
        has_any = bool(measures)
        self.chosen.setText(
            look.word(text("marks.chosen", count=len(measures)))
            if has_any
            else look.words_of("marks.nothing")
        )
        for part in (self.given, self.apply):
            part.setVisible(has_any)
        self.label.clear()
        inherited = {inherited_label(project, one) for one in measures}
        for one in inherited if len(inherited) == 1 else ():
            shown = shown_label(project, one)
            self.label.addItem(look.word(text("marks.inherited", label=shown)), "")
        if len(inherited) > 1:
            self.label.addItem(look.words_of("marks.inherited_many"), "")
        for one in Tlp:
            self.label.addItem(look.word(shown_label(project, one)), one.value)
        found = {one.stamp.marking or "" for one in measures}
        self.label.setCurrentIndex(self.label.findData(found.pop()) if len(found) == 1 else -1)
        self._show_asked()

    def _fill_sets(self) -> None:
        look, desk = self.desk.look, self.desk
        self.sets.addItem(look.words_of("marks.set_tlp"), TLP_ALONE)
        try:
            known = label_sets()
        except SbdError as problem:
            desk.report(problem)
            known = ()
        for one in known:
            name = one.said(look.words.language)
            shown = look.word(text("marks.set_own", name=literal(name))) if one.is_own else name
            self._sets[one.key] = one
            self.sets.addItem(shown, one.key)

    def _show_set(self, chosen: LabelSet | None) -> None:
        look = self.desk.look
        key = TLP_ALONE if chosen is None else chosen.key
        if chosen is not None and self.sets.findData(key) < 0:  # of another desk's own file
            self.sets.addItem(chosen.said(look.words.language), key)
        self.sets.setCurrentIndex(self.sets.findData(key))
        clear(self.about)
        for words in () if chosen is None else self._lines(chosen):
            self.about.addWidget(label(words, "small", is_wrapped=True))
        self.fit()

    def _lines(self, chosen: LabelSet) -> list[str]:
        look = self.desk.look
        lines, above = [], []
        for level in chosen.levels:
            if level.tlp is None:
                above.append(level.mark)
                continue
            mark, tlp = literal(level.mark), literal(level.tlp.value)
            lines.append(look.word(text("marks.row", mark=mark, label=tlp)))
            if level.note:
                lines.append(in_language(level.note, look.words.language))
        lines.append(look.words_of("marks.treated"))
        if above:
            lines.append(look.word(text("marks.above", marks=literal(", ".join(above)))))
        return lines

    def _choose_set(self) -> None:
        desk, key = self.desk, str(self.sets.currentData())
        project = desk.project
        if project is None or (key != TLP_ALONE and key not in self._sets):
            return
        chosen = self._sets.get(key)
        command = choose_label_set(project, chosen, stamp=desk.new_stamp(), by=desk.by())
        if command is not None:
            desk.do(command)

    def _show_asked(self) -> None:
        """Name and reason are asked for where the label becomes wider than the inherited one."""
        asked = self._is_lowering()
        for part in (self.asks, self.author, self.reason):
            part.setVisible(asked)
        self._enable()
        self.fit()

    def _enable(self) -> None:
        is_said = bool(self.author.text().strip() and self.reason.text().strip())
        is_chosen = self.label.currentIndex() >= 0
        self.apply.setEnabled(is_chosen and (is_said or not self._is_lowering()))

    def _is_lowering(self) -> bool:
        project, marking = self.desk.project, str(self.label.currentData() or "")
        return project is not None and any(
            is_lowered(marking, inherited_label(project, one)) and one.stamp.marking != marking
            for one in self.desk.chosen_measures()
        )

    def give(self) -> None:
        """Give what is chosen the label."""
        if not self.apply.isEnabled():
            return
        desk, is_asked = self.desk, self._is_lowering()
        by = desk.by()
        by = replace(by, author=self.author.text().strip()) if is_asked else by
        command = LabelObjects(
            object_ids=tuple(one.id for one in desk.chosen_measures()),
            marking=str(self.label.currentData()),
            reason=self.reason.text().strip() if is_asked else "",
            by=by,
        )
        if desk.do(command):
            self.reason.clear()

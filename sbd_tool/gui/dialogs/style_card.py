"""How a layer looks: every change shows on the map at once and is one step of undo."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLayout, QSlider, QWidget
from shiboken6 import isValid

from sbd_tool.app.commands import SetLayerStyle
from sbd_tool.app.layer_styles import (
    STEPS,
    attributes_of,
    categories,
    graduated,
    numeric_attributes,
)
from sbd_tool.cartography.styles import style_of
from sbd_tool.domain.layer_style import Hatch, LayerStyle, Scheme
from sbd_tool.domain.layers import Layer
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.dialogs.style_parts import ClassList, ColourRow
from sbd_tool.gui.panels.layer_entries import layer_words
from sbd_tool.gui.widgets.basics import button, column, holder, label, row
from sbd_tool.gui.widgets.controls import Segments, Select

WIDTH_PX: Final = 520
NAME_PX: Final = 136
WIDTHS_MM: Final = (0.1, 0.2, 0.35, 0.5, 0.7, 1.0, 1.5, 2.0)
POINTS_MM: Final = (0.6, 0.9, 1.2, 1.6, 2.0, 3.0)
RAMP: Final = "attention"
USUAL_STEPS: Final = 5


class StyleCard(FloatingCard):
    """Follows the project: undo beside it shows here as well."""

    def __init__(self, desk: Desk, host: QWidget, layer_id: str) -> None:
        look = desk.look
        super().__init__(look, host, look.words_of("table.style.title"), "style_card")
        self.desk, self.layer_id = desk, layer_id
        self._build()
        desk.project_changed.connect(self._refresh)
        desk.project_opened.connect(self.close_card)
        self._refresh()

    @property
    def layer(self) -> Layer | None:
        """The layer whose look is shown."""
        project = self.desk.project
        return None if project is None else project.layer(self.layer_id)

    def _build(self) -> None:
        say, theme = self.look.words_of, self.look.theme
        self.layers = Select(theme, "style_layer", say("table.style.layer"))
        self.layers.activated.connect(self._layer_picked)
        schemes = [(one.value, say(f"table.style.{one.value}")) for one in Scheme]
        self.scheme = Segments(schemes, Scheme.SINGLE, self._scheme_picked, "style_scheme")
        self.by = Select(theme, "style_by", say("table.style.by"))
        self.by.activated.connect(lambda: self._classify(str(self.by.currentData())))
        self.steps = Select(theme, "style_steps", say("table.style.steps"))
        for count in STEPS:
            self.steps.addItem(say("table.style.step_count", count=count), count)
        self.steps.activated.connect(lambda: self._classify(str(self.by.currentData())))
        self.classes = ClassList(self.look)
        by = row(self.by, self.steps, spacing=6)
        by.setStretch(0, 1)
        self.by_row = holder(column(_named(say("table.style.by"), by), self.classes, spacing=8))
        fill, line = say("table.style.fill"), say("table.style.line")
        self.fill = ColourRow(
            self.look, "style_fill", fill, lambda key: self._set(fill=key), has_none=True
        )
        self.line = ColourRow(
            self.look, "style_line", line, lambda key: self._set(line=key), has_none=False
        )
        self._build_lists()
        reset = button(
            theme, say("table.style.reset"), "style_reset", sign="arrow-counter-clockwise"
        )
        reset.clicked.connect(lambda: self._do(None))
        self.set_body(
            column(
                self.layers,
                self.scheme,
                self.by_row,
                _named(fill, self.fill),
                _named(line, self.line),
                _named(say("table.style.width"), self.width_mm),
                _named(say("table.style.point"), self.point_mm),
                _named(say("table.style.hatch"), self.hatch),
                _named(say("table.style.opacity"), self.opacity),
                _named(say("table.style.label"), self.label_by),
                row(None, reset),
                spacing=9,
                margins=(20, 14, 20, 18),
            )
        )

    def _build_lists(self) -> None:
        say, theme = self.look.words_of, self.look.theme
        self.width_mm = Select(theme, "style_width", say("table.style.width"))
        self.point_mm = Select(theme, "style_point", say("table.style.point"))
        for select, name, sizes in (
            (self.width_mm, "width_mm", WIDTHS_MM),
            (self.point_mm, "point_mm", POINTS_MM),
        ):
            select.addItem(say("table.style.of_role"), None)
            for size in sizes:
                select.addItem(f"{self.look.words.number(size, 2)}\u202fmm", size)
            select.activated.connect(
                lambda _row, s=select, n=name: self._set(**{n: s.currentData()})
            )
        self.hatch = Select(theme, "style_hatch", say("table.style.hatch"))
        self.hatch.addItem(say("table.style.of_role"), None)
        for one in Hatch:
            self.hatch.addItem(say(f"table.hatch.{one.value}"), one.value)
        self.hatch.activated.connect(self._hatch_picked)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setObjectName("style_opacity")
        self.opacity.setAccessibleName(say("table.style.opacity"))
        self.opacity.setToolTip(say("table.style.opacity"))
        self.opacity.setRange(0, 100)
        self.opacity.valueChanged.connect(
            lambda share: self._set(opacity=share / 100, drag="opacity")
        )
        self.label_by = Select(theme, "style_label", say("table.style.label"))
        self.label_by.activated.connect(lambda: self._set(label=self.label_by.currentData()))

    def _refresh(self) -> None:
        project, layer = self.desk.project, self.layer
        if not isValid(self) or project is None:
            return
        if layer is None:
            self.close_card()
            return
        blocked = [QSignalBlocker(part) for part in (self.layers, self.by, self.opacity)]
        style = layer.style or LayerStyle()
        self.layers.clear()
        for one in styleable(project.layers):
            self.layers.addItem(layer_words(self.look, one, 2), one.id)
        self.layers.setCurrentIndex(self.layers.findData(layer.id))
        self.scheme.show_choice(style.scheme.value)
        self._show_attributes(layer, style)
        self.fill.show_colour(style.fill)
        self.line.show_colour(style.line)
        _show(self.width_mm, style.width_mm)
        _show(self.point_mm, style.point_mm)
        _show(self.hatch, None if style.hatch is None else style.hatch.value)
        base = style_of(layer.role)
        usual = 1.0 if base is None else base.opacity
        self.opacity.setValue(round(100 * (usual if style.opacity is None else style.opacity)))
        for blocker in blocked:
            blocker.unblock()
        self.fit()

    def _show_attributes(self, layer: Layer, style: LayerStyle) -> None:
        is_graduated = style.scheme is Scheme.GRADUATED
        names = numeric_attributes(layer) if is_graduated else attributes_of(layer)
        self.by.clear()
        for name in names:
            self.by.addItem(name, name)
        self.by.setCurrentIndex(self.by.findData(style.by))
        self.by.setPlaceholderText(self.look.words_of("table.style.by_which"))
        self.by_row.setVisible(style.scheme is not Scheme.SINGLE)
        self.steps.setVisible(is_graduated)
        count = len(style.classes) if style.classes and is_graduated else USUAL_STEPS
        self.steps.setCurrentIndex(max(0, self.steps.findData(count)))
        self.classes.show_layer(layer)
        self.label_by.clear()
        self.label_by.addItem(self.look.words_of("table.style.of_role"), "")
        for name in attributes_of(layer):
            self.label_by.addItem(name, name)
        _show(self.label_by, style.label)

    def _layer_picked(self) -> None:
        self.layer_id = str(self.layers.currentData())
        self._refresh()

    def _scheme_picked(self, key: str) -> None:
        layer = self.layer
        if layer is None:
            return
        scheme = Scheme(key)
        if scheme is Scheme.SINGLE:
            self._set(scheme=scheme, by="", classes=())
            return
        style = replace(layer.style or LayerStyle(), scheme=scheme, classes=())
        names = numeric_attributes(layer) if scheme is Scheme.GRADUATED else attributes_of(layer)
        by = style.by if style.by in names else ""
        self._do(replace(style, by=by, classes=self._made(layer, scheme, by)))

    def _classify(self, attribute: str) -> None:
        layer = self.layer
        if layer is not None:
            scheme = (layer.style or LayerStyle()).scheme
            self._set(by=attribute, classes=self._made(layer, scheme, attribute))

    def _made(self, layer: Layer, scheme: Scheme, attribute: str) -> tuple[Any, ...]:
        if not attribute:
            return ()
        if scheme is Scheme.CATEGORIES:
            return categories(layer, attribute)
        ramp = self.look.theme.design.ramp(RAMP)
        return graduated(layer, attribute, int(self.steps.currentData()), ramp)

    def _hatch_picked(self) -> None:
        key = self.hatch.currentData()
        self._set(hatch=None if key is None else Hatch(key))

    def _set(self, *, drag: str = "", **changes: Any) -> None:
        layer = self.layer
        if layer is not None:
            self._do(replace(layer.style or LayerStyle(), **changes), drag)

    def _do(self, style: LayerStyle | None, drag: str = "") -> None:
        plain = None if style == LayerStyle() else style
        desk = self.desk
        desk.do(SetLayerStyle(layer_id=self.layer_id, style=plain, drag=drag, by=desk.by()))
        self._refresh()


def styleable(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Layers that leave a mark of their own, topmost first."""
    return tuple(layer for layer in reversed(layers) if style_of(layer.role) is not None)


def _show(select: Select, value: object) -> None:
    """Show a value; one that is not on the list is added, so that it is seen as it is."""
    blocked = QSignalBlocker(select)
    if select.findData(value) < 0 and value is not None:
        select.addItem(str(value), value)
    select.setCurrentIndex(max(0, select.findData(value)))
    blocked.unblock()


def _named(name: str, part: QWidget | QLayout) -> QWidget:
    words = label(name, "small")
    words.setFixedWidth(NAME_PX)
    made = row(words, part, spacing=10)
    made.setStretch(1, 1)
    return holder(made)

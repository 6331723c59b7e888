"""Design tokens as typed look-ups: colours, fonts and lengths of one theme."""

from typing import Any, Final, cast

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from sbd_tool.cartography.tokens import Design
from sbd_tool.gui.stylesheet import SHEET

THEMES: Final = ("light", "dark", "sunlight", "night")
TIGHT_FROM_PX: Final = 24
LEDGERS: Final = ("openness", "protection")


class Theme:
    """One resolved theme. ``theme["ink"]`` gives hex, ``theme.color("ink", 0.5)`` a colour.

    Args:
        design: The design system as read from its files.
        name: Light, dark, sunlight or night.
        text_scale: Growth of all text, 1.0 to 1.5.
    """

    def __init__(self, design: Design, name: str = "light", text_scale: float = 1.0) -> None:
        self.design, self.tokens = design, design.tokens
        self.name, self.text_scale = name, text_scale
        tokens = design.tokens
        own: dict[str, Any] = dict(tokens["theme"][name])
        if base := own.get("extends"):
            parent = tokens["theme"][base]
            merged = {part: {**parent[part], **own.get(part, {})} for part in ("map", "family")}
            own = {**parent, **own, **merged}
        self._own = own
        self.is_dark = name in {"dark", "night"}

    def __getitem__(self, key: str) -> str:
        node: Any = self._own
        for part in key.split("."):
            node = node[part]
        return cast("str", node)

    def color(self, key: str, alpha: float = 1.0) -> QColor:
        """A token's colour, or a "#rrggbb" given as it is, with an alpha of 0 to 1."""
        colour = QColor(key if key.startswith("#") else self[key])
        colour.setAlphaF(alpha)
        return colour

    def ledger_word(self, ledger: str) -> QColor:
        """The tone in which words about a ledger are set."""
        return self.color(f"{ledger}_text")

    def px(self, group: str, key: str) -> int:
        """A length in device-independent pixels."""
        return int(self.tokens[group][key])

    def font(
        self, size: str | float = "body", weight: str = "regular", *, is_tabular: bool = False
    ) -> QFont:
        """Inter in a token size or in pixels; tabular figures for numbers that can change."""
        sizes = self.tokens["font"]["size"]
        px = float(sizes[size] if isinstance(size, str) else size)
        font = QFont([self.tokens["font"]["ui"], self.tokens["font"]["fallback"]])
        font.setPixelSize(max(1, round(px * self.text_scale)))
        font.setWeight(QFont.Weight(self.tokens["font"]["weight"][weight]))
        if is_tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        if px >= TIGHT_FROM_PX:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
        return font

    def evidence_fill(self, evidence: str) -> float:
        """How full the evidence dot is, 0 to 1."""
        entry = self.tokens["evidence"].get(evidence, {"fill": 0.0})
        return float(entry["fill"])

    def stylesheet(self) -> str:
        """The whole application style sheet in this theme."""
        sizes = self.tokens["font"]["size"]
        values: dict[str, object] = {k: v for k, v in self._own.items() if isinstance(v, str)}
        values |= {key: round(px * self.text_scale) for key, px in sizes.items()}
        values |= {
            "card": self.px("radius", "card"),
            "r": self.px("radius", "control"),
            "control": round((self.px("size", "control") - 2) * self.text_scale),
            "dense": round(self.px("size", "control_dense") * self.text_scale),
            "on_select": "#1A1C20",
        }
        return SHEET.substitute(values)


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: palette, font and style sheet."""
    app.setStyle("Fusion")
    palette = QPalette(theme.color("surface"))
    role = QPalette.ColorRole
    for which, token in (
        (role.Window, "ground"),
        (role.Base, "surface"),
        (role.AlternateBase, "sunken"),
        (role.WindowText, "ink"),
        (role.Text, "ink"),
        (role.ButtonText, "ink"),
        (role.PlaceholderText, "ink_3"),
        (role.Highlight, "select"),
        (role.ToolTipBase, "ink"),
        (role.ToolTipText, "on_ink"),
        (role.Link, "ink"),
    ):
        palette.setColor(which, theme.color(token))
    palette.setColor(role.HighlightedText, QColor("#1A1C20"))
    app.setPalette(palette)
    app.setFont(theme.font())
    app.setStyleSheet(theme.stylesheet())


def mark(widget: QWidget, role: str = "", **properties: object) -> None:
    """Give a widget its style role and any further property the sheet knows."""
    if role:
        widget.setProperty("role", role)
    for key, value in properties.items():
        widget.setProperty(key, value)


def restyle(widget: QWidget) -> None:
    """Let the sheet look again after a property of the widget changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()

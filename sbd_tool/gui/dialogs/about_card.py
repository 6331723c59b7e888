"""About: version, editions, licences. And the short help with every key."""

from typing import Final

from PySide6.QtWidgets import QWidget

from sbd_tool import __version__
from sbd_tool.app.shortcuts import chosen_keys
from sbd_tool.gui.actions import ACTIONS, words_of
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.dialogs.card import FloatingCard
from sbd_tool.gui.widgets.basics import ElidedLabel, column, holder, keycap, label, row, scrolled
from sbd_tool.gui.widgets.signs import brand_sign

WIDTH_PX: Final = 460
MAP_KEYS: Final = (
    "wheel",
    "box",
    "choose",
    "crossing",
    "middle",
    "double",
    "enter",
    "backspace",
    "escape",
    "arrows",
    "insert",
)


EDIT_KEYS: Final = ("type", "repeat", "direction", "walk")


class AboutCard(FloatingCard):
    """What this is and by which rules it judges."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        look = desk.look
        super().__init__(look, host, look.say("action.about"), "about_card")
        rules = desk.rules
        lines = (
            look.say("about.version", version=__version__),
            look.say("about.catalogue", edition=rules.catalogue.edition),
            look.say("about.rubric", name=rules.rubric.name, version=rules.rubric.version),
            look.say("about.licence"),
            look.say("about.parts"),
            look.say("about.offline"),
        )
        head = row(brand_sign(look.theme, 40), label("SbD Tool", "headline"), spacing=12)
        head.addStretch(1)
        body = column(
            head,
            label(look.say("start.lead"), "small", is_wrapped=True),
            spacing=9,
            margins=(20, 14, 20, 20),
        )
        for words in lines:
            body.addWidget(label(words, "small", is_wrapped=True))
        self.set_body(body)


class KeysCard(FloatingCard):
    """Every shortcut, and what the mouse does on the map."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        look = desk.look
        super().__init__(look, host, look.say("action.help"), "keys_card")
        lines = column(spacing=5, margins=(0, 0, 8, 0))
        lines.addWidget(label(look.say("help.map"), "strong"))
        for key in MAP_KEYS:
            lines.addWidget(_key_row(look.say(f"help.{key}"), look.say(f"help.{key}_key")))
        for key in EDIT_KEYS:
            words = look.words_of(f"tools.help.{key}")
            lines.addWidget(_key_row(words, look.words_of(f"tools.help.{key}_key")))
        lines.addWidget(label(look.say("help.commands"), "strong"))
        chosen = chosen_keys(desk.bench.settings)
        for spec in ACTIONS:
            for keys in chosen.get(spec.key, spec.keys)[:1]:
                lines.addWidget(_key_row(words_of(look, spec), keys))
        lines.addStretch(1)
        area = scrolled(holder(lines), "keys_scroll")
        area.setMinimumHeight(min(480, max(200, host.height() - 220)))
        self.set_body(column(area, margins=(20, 12, 12, 18)))


def _key_row(words: str, keys: str) -> QWidget:
    cap = keycap(keys)
    made = row(ElidedLabel(words), cap, spacing=8)
    made.setStretch(0, 1)
    return holder(made)

"""The smallest window, in German: nothing is cut off and nothing speaks another language."""

import pytest
from PySide6.QtWidgets import QLineEdit, QToolButton

from sbd_tool.gui.dialogs.card import ROOM_PX, TOP_PX, FloatingCard

CARDS = ("properties", "export", "shortcuts", "style", "help", "near", "bookmarks", "by_location")


@pytest.fixture
def small(start, square_project, qtbot):
    program = start("de", "dark", (760, 520))
    assert program.bench.new(square_project)
    qtbot.waitUntil(lambda: program.bench.is_assessment_current, timeout=60_000)
    return program


def test_every_card_lies_inside_the_smallest_window(small, qtbot):
    window = small.window
    for key in CARDS:
        window.actions_by_key[key].trigger()
        (card,) = [one for one in window.findChildren(FloatingCard) if one.isVisible()]
        inner = card.geometry().adjusted(ROOM_PX, TOP_PX, -ROOM_PX, -ROOM_PX)
        assert window.rect().contains(inner), key
        card.close_card()


def test_menus_without_room_wait_behind_a_named_button(small):
    (more,) = small.window.top.menu.findChildren(QToolButton)
    assert more.isVisible()
    assert more.accessibleName() == "Weitere Menüs"


def test_option_and_state_without_room_for_chips_open_from_one_sign(small):
    chips = small.window.top.chips
    assert chips.both.isVisible()
    assert not any(chip.isVisible() for chip in chips.chips.values())
    assert "Entwurfsvariante: Grundentwurf" in chips.both.accessibleName()
    option, _ = (action.menu() for action in chips.both.menu().actions())
    assert [one.text() for one in option.actions() if one.isChecked()] == ["Grundentwurf"]
    right = chips.both.mapTo(small.window.top, chips.both.rect().topRight()).x()
    assert right < small.window.top.width()


def test_the_field_for_new_keys_speaks_german(small):
    small.window.actions_by_key["shortcuts"].trigger()
    card = small.window.findChild(FloatingCard, "shortcuts_card")
    hints = {one.placeholderText() for one in card.keys.findChildren(QLineEdit)}
    assert hints == {"Neue Tasten drücken"}
    card.close_card()


def test_every_menu_opens_with_alt_and_a_letter_of_its_own(small):
    heads = [action.text() for action in small.window.top.menu.actions()]
    letters = [head[head.index("&") + 1].casefold() for head in heads]
    assert len(set(letters)) == len(heads)

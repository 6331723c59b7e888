"""Texts for the report."""

from sbd_tool.gui.deeds.window import Deed, Window
from sbd_tool.gui.dialogs.label_card import WIDTH_PX as LABEL_PX
from sbd_tool.gui.dialogs.label_card import LabelCard
from sbd_tool.gui.dialogs.sheet_card import WIDTH_PX as SHEET_PX
from sbd_tool.gui.dialogs.sheet_card import SheetCard
from sbd_tool.gui.dialogs.writing_card import WIDTH_PX, WritingCard


def reporting_deeds(window: Window) -> dict[str, Deed]:
    """What the actions of reports do."""

    def writing() -> WritingCard:
        card = WritingCard(window.desk, window.widget())
        card.open_at(*window.card_place(WIDTH_PX), WIDTH_PX)
        return card

    def sheet() -> SheetCard:
        card = SheetCard(window.desk, window.widget(), window.pick_files)
        card.open_at(*window.card_place(SHEET_PX), SHEET_PX)
        return card

    def labels() -> LabelCard:
        card = LabelCard(window.desk, window.widget())
        card.open_at(*window.card_place(LABEL_PX), LABEL_PX)
        return card

    return {"writing": writing, "sheet": sheet, "labels": labels}

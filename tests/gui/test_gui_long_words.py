"""Long runs of signs in what people said do not widen a panel."""

from sbd_tool.gui.panels.community.heard_card import breakable
from sbd_tool.gui.widgets.basics import label


def test_a_long_web_address_in_a_note_wraps_and_its_words_stay_as_they_are(qapp):
    address = "https://example.org/" + "x" * 900
    shown = label(breakable(address), "small", is_wrapped=True)
    assert shown.minimumSizeHint().width() < 400
    assert shown.text().replace("\u200b", "") == address
    assert breakable("Dark here at night") == "Dark here at night"

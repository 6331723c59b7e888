"""Review: comments written, walked through and listed."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("review", ("Ctrl+Alt+Q",), "chats", part="review"),
        ActionSpec("comment", ("F9",), "chat-text", part="review"),
        ActionSpec("comment_next", ("F4",), "caret-down", part="review"),
        ActionSpec("comment_back", ("Shift+F4",), "caret-up", part="review"),
        ActionSpec("try_out", (), "flask", part="review"),
        ActionSpec("sign_off", (), "pen-nib", part="review"),
        ActionSpec("sealed_layer", (), "lock-key", part="sealed"),
        ActionSpec("hand_out_review", (), "paper-plane-tilt", part="review"),
        ActionSpec("hand_back_review", (), "arrow-bend-up-left", part="review"),
    ),
    menus=(
        ("file", (("hand_out_review", "hand_back_review"),)),
        (
            "tools",
            (
                ("review", "comment", "comment_next", "comment_back"),
                ("try_out", "sign_off", "sealed_layer"),
            ),
        ),
    ),
)

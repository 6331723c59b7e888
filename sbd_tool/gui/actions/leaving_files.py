"""What belongs to files that leave: encryption and verification."""

from typing import Final

from sbd_tool.gui.actions.spec import ActionPart, ActionSpec

PART: Final = ActionPart(
    actions=(
        ActionSpec("encrypt_project", (), "lock-key", part="vault"),
        ActionSpec("verify_report", (), "pen-nib", part="verify"),
    ),
    menus=(("file", (("verify_report", "encrypt_project"),)),),
)

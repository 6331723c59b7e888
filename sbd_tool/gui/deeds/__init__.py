"""What actions do, by theme: each part answers the keys of one file of `sbd_tool.gui.actions`."""

from collections.abc import Callable
from typing import Final

from sbd_tool.gui.deeds.approach import approach_deeds
from sbd_tool.gui.deeds.brief import brief_deeds
from sbd_tool.gui.deeds.checklists import checklist_deeds
from sbd_tool.gui.deeds.community import community_deeds
from sbd_tool.gui.deeds.crowd import crowd_deeds
from sbd_tool.gui.deeds.designs import design_deeds
from sbd_tool.gui.deeds.exchange import exchange_deeds
from sbd_tool.gui.deeds.explaining import explaining_deeds
from sbd_tool.gui.deeds.fields import field_deeds
from sbd_tool.gui.deeds.following import following_deeds
from sbd_tool.gui.deeds.frame import frame_deeds
from sbd_tool.gui.deeds.insert import insert_deeds
from sbd_tool.gui.deeds.layer import layer_deeds
from sbd_tool.gui.deeds.leaving_files import leaving_deeds
from sbd_tool.gui.deeds.modify import modify_deeds
from sbd_tool.gui.deeds.on_site import on_site_deeds
from sbd_tool.gui.deeds.passages import passage_deeds
from sbd_tool.gui.deeds.photos import photo_deeds
from sbd_tool.gui.deeds.reporting import reporting_deeds
from sbd_tool.gui.deeds.review import review_deeds
from sbd_tool.gui.deeds.ring import ring_deeds
from sbd_tool.gui.deeds.sealed import sealed_deeds
from sbd_tool.gui.deeds.select import select_deeds
from sbd_tool.gui.deeds.sketch import sketch_deeds
from sbd_tool.gui.deeds.taking_back import taking_back_deeds
from sbd_tool.gui.deeds.turning import turning_deeds
from sbd_tool.gui.deeds.walking import walking_deeds
from sbd_tool.gui.deeds.weighing import weighing_deeds
from sbd_tool.gui.deeds.window import Deed, Window

DeedPart = Callable[[Window], dict[str, Deed]]

PARTS: Final[tuple[DeedPart, ...]] = (
    field_deeds,
    frame_deeds,
    insert_deeds,
    layer_deeds,
    modify_deeds,
    sketch_deeds,
    select_deeds,
    turning_deeds,
    ring_deeds,
    approach_deeds,
    design_deeds,
    explaining_deeds,
    brief_deeds,
    weighing_deeds,
    checklist_deeds,
    walking_deeds,
    crowd_deeds,
    passage_deeds,
    reporting_deeds,
    leaving_deeds,
    exchange_deeds,
    taking_back_deeds,
    review_deeds,
    sealed_deeds,
    photo_deeds,
    following_deeds,
    on_site_deeds,
    community_deeds,
)
"""Parts beside those of the window itself."""

"""A label that lets words out goes with the very words."""

from dataclasses import replace

from sbd_tool.domain.community import Engagement, SaidPoint, engagements
from sbd_tool.domain.evidence import Stamp
from sbd_tool.domain.marking import Tlp


def test_words_that_another_desk_added_meanwhile_do_not_go_public_by_a_merge():
    asked = Engagement(
        stamp=Stamp(id="e"), group="young", way="walk", points=(SaidPoint(words="Nowhere to sit"),)
    )
    here = asked.as_labelled(Tlp.CLEAR)
    there = replace(asked, points=(*asked.points, SaidPoint(words="The guard leaves at ten")))
    content = {**here.as_record().content, "points": there.as_record().content["points"]}
    merged = engagements({"e": replace(here.as_record(), content=content)})[0]
    assert here.marking is Tlp.CLEAR
    assert len(merged.points) == 2
    assert merged.marking is Tlp.AMBER

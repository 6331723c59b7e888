"""P17: how well the square is looked after and prepared."""

from typing import Final

from sbd_tool.scoring.practice import practice_indicator
from sbd_tool.scoring.spec import IndicatorSpec

SPEC: Final[IndicatorSpec] = practice_indicator("P17")

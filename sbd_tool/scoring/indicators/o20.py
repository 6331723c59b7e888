"""O20: how much practice restricts people."""

from typing import Final

from sbd_tool.scoring.practice import practice_indicator
from sbd_tool.scoring.spec import IndicatorSpec

SPEC: Final[IndicatorSpec] = practice_indicator("O20")

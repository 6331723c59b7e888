"""Lines and fills of measures: how their state and family look on the ground."""

from dataclasses import dataclass
from typing import Final

from sbd_tool.cartography.drawlist import Fill, Stroke
from sbd_tool.cartography.tokens import Design, Theme
from sbd_tool.domain.measures import MeasureState

_LEAST_MM: Final = 0.75


@dataclass(frozen=True, slots=True)
class Look:
    """What the measures of one map have in common."""

    design: Design
    theme: Theme
    scale: float
    marker_mm: float
    selection: frozenset[str]
    turned_deg: float = 0.0

    @property
    def quiet_mm(self) -> float:
        """Diameter of a sign that came from the plan, unverified."""
        return self.marker_mm * 0.72

    @property
    def least_m(self) -> float:
        """Least size of a footprint, so that it can be seen on the page."""
        return _LEAST_MM * self.scale / 1000

    def hue(self, family: str) -> str:
        """Colour of a family; what stands for many kinds is grey."""
        if not family:
            return self.theme.colour("ink_3")
        return self.theme.colours.get(f"family.{family}", self.theme.colour("ink"))


def state_stroke(measure_state: MeasureState, hue: str, look: Look, width_mm: float) -> Stroke:
    """Line of a measure: solid existing, cased proposed, dashed temporary, grey when it goes."""
    halo = look.theme.colour("map.halo")
    if measure_state is MeasureState.TO_REMOVE:
        grey = look.theme.colour("ink_3")
        return Stroke(colour=grey, width_mm=width_mm * 0.6, dash_mm=(0.5, 0.9), cap="butt")
    dash = (1.5, 0.9) if measure_state is MeasureState.TEMPORARY else ()
    return Stroke(
        colour=hue,
        width_mm=width_mm,
        dash_mm=dash,
        casing=halo,
        casing_width_mm=width_mm * 2.2,
        cap="butt" if dash else "round",
    )


def generic_stroke(theme: Theme) -> Stroke:
    """Dots in a row: something stands here, and the map does not say what."""
    return Stroke(
        colour=theme.colour("ink_3"),
        width_mm=0.9,
        dash_mm=(0.01, 1.7),
        casing=theme.colour("map.halo"),
        casing_width_mm=1.5,
    )


def footprint_style(state: MeasureState, hue: str, look: Look) -> tuple[Fill, Stroke]:
    """Inside and outline of a footprint: filled existing, ring proposed, dashed temporary."""
    paper = look.theme.colour("surface")
    if state is MeasureState.EXISTING:
        return Fill(colour=hue), Stroke(colour=paper, width_mm=0.15)
    if state is MeasureState.TO_REMOVE:
        grey = look.theme.colour("ink_3")
        return Fill(colour=paper, opacity=0.7), Stroke(
            colour=grey, width_mm=0.15, dash_mm=(0.35, 0.3), cap="butt"
        )
    dash = (0.5, 0.35) if state is MeasureState.TEMPORARY else ()
    return Fill(colour=paper), Stroke(colour=hue, width_mm=0.3, dash_mm=dash, cap="butt")

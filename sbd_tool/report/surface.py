"""A page to draw on, in millimetres from its upper left corner, whatever file it becomes."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sbd_tool.cartography.drawlist import FloatArray, Label, Paths, Picture, Viewport
from sbd_tool.cartography.outlines import Command, Outline, line, placed, rounded
from sbd_tool.report.letters import MM_PER_PT, Letters


@dataclass(frozen=True, slots=True)
class Projector:
    """From metres on the ground to millimetres on the page, at true scale.

    Attributes:
        left_mm, top_mm: Upper left corner of the map frame on the page.
        viewport: What the frame shows.
    """

    left_mm: float
    top_mm: float
    viewport: Viewport

    @property
    def mm_per_m(self) -> float:
        """Millimetres on the page per metre on the ground."""
        return 1000.0 / self.viewport.scale

    def page(self, x_m: float, y_m: float) -> tuple[float, float]:
        """One position."""
        view, k = self.viewport, self.mm_per_m
        return (
            self.left_mm + view.width_mm / 2 + (x_m - view.centre_x_m) * k,
            self.top_mm + view.height_mm / 2 - (y_m - view.centre_y_m) * k,
        )

    def pages(self, metres: FloatArray) -> FloatArray:
        """Many positions, shape (n, 2)."""
        x0, y0 = self.page(0.0, 0.0)
        shifted = metres * (self.mm_per_m, -self.mm_per_m) + (x0, y0)
        projected: FloatArray = shifted
        return projected

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the frame in metres."""
        view = self.viewport
        half_w = view.width_mm / 2 / self.mm_per_m
        half_h = view.height_mm / 2 / self.mm_per_m
        return (
            view.centre_x_m - half_w,
            view.centre_y_m - half_h,
            view.centre_x_m + half_w,
            view.centre_y_m + half_h,
        )


class Surface(ABC):
    """Shapes, words and maps on one page.

    Args:
        width_mm, height_mm: Size of the page.
        letters: Faces.
    """

    def __init__(self, width_mm: float, height_mm: float, letters: Letters) -> None:
        self.width_mm = width_mm
        self.height_mm = height_mm
        self.letters = letters

    @abstractmethod
    def shape(self, outline: Outline, x_mm: float = 0.0, y_mm: float = 0.0) -> None:
        """Draw an outline whose origin lies at a position."""

    @abstractmethod
    def words(  # noqa: PLR0917 - position, text and look of a line of text
        self,
        x_mm: float,
        y_mm: float,
        words: str,
        size_pt: float = 9.0,
        colour: str = "#000000",
        weight: int = 400,
        anchor: str = "start",
    ) -> None:
        """Set one line of text with its baseline at ``y_mm``."""

    @abstractmethod
    def label(self, label: Label, projector: Projector) -> None:
        """Set a map label with its halo."""

    @abstractmethod
    def paths(self, paths: Paths, projector: Projector) -> None:
        """Draw ragged paths."""

    @abstractmethod
    def picture(self, picture: Picture, projector: Projector) -> None:
        """Draw a raster underlay."""

    @abstractmethod
    def clipped(
        self, x_mm: float, y_mm: float, width_mm: float, height_mm: float
    ) -> AbstractContextManager[None]:
        """Draw only inside a rectangle while the context lasts."""

    def shapes(self, outlines: Iterable[Outline], x_mm: float, y_mm: float) -> None:
        """Draw outlines that belong to one sign."""
        for outline in outlines:
            self.shape(outline, x_mm, y_mm)

    def rect(  # noqa: PLR0917 - a rectangle is four numbers and its look
        self,
        x_mm: float,
        y_mm: float,
        width_mm: float,
        height_mm: float,
        fill: str = "",
        stroke: str = "",
        width: float = 0.0,
        radius_mm: float = 0.0,
        opacity: float = 1.0,
    ) -> None:
        """A rectangle, round at the corners when ``radius_mm`` says so."""
        if width_mm <= 0 or height_mm <= 0:
            return
        commands = placed(rounded(0, 0, width_mm, height_mm, radius_mm))
        outline = Outline(
            commands=commands, fill=fill, stroke=stroke, width_mm=width, opacity=opacity
        )
        self.shape(outline, x_mm, y_mm)

    def rule(  # noqa: PLR0917 - two ends and a look
        self,
        x1_mm: float,
        y1_mm: float,
        x2_mm: float,
        y2_mm: float,
        colour: str,
        width: float = 0.18,
        dash_mm: tuple[float, ...] = (),
    ) -> None:
        """A straight line."""
        commands = line((x1_mm, y1_mm), (x2_mm, y2_mm))
        self.shape(
            Outline(commands=commands, stroke=colour, width_mm=width, dash_mm=dash_mm, cap="butt")
        )

    def hatched(  # noqa: PLR0917 - a rectangle is four numbers and its look
        self,
        x_mm: float,
        y_mm: float,
        width_mm: float,
        height_mm: float,
        colour: str,
        gap_mm: float = 1.2,
        width: float = 0.3,
    ) -> None:
        """45 degree hatching: everywhere in the product it means "not known for sure"."""
        if width_mm <= 0 or height_mm <= 0:
            return
        with self.clipped(x_mm, y_mm, width_mm, height_mm):
            x = x_mm - height_mm
            commands: list[Command] = []
            while x < x_mm + width_mm:
                commands.extend(line((x, y_mm + height_mm), (x + height_mm, y_mm)))
                x += gap_mm
            self.shape(Outline(commands=tuple(commands), stroke=colour, width_mm=width, cap="butt"))

    def block(  # noqa: PLR0917 - position, text and look of a block of text
        self,
        x_mm: float,
        y_mm: float,
        width_mm: float,
        words: str,
        size_pt: float = 9.0,
        colour: str = "#000000",
        weight: int = 400,
        leading: float = 1.4,
        most_lines: int = 0,
    ) -> float:
        """Set wrapped text with its top at ``y_mm``.

        Returns:
            The y of its bottom.
        """
        lines = self.letters.lines(words, size_pt, width_mm, weight)
        if most_lines and len(lines) > most_lines:
            rest = " ".join(lines[most_lines - 1 :])
            last = self.letters.elided(rest, size_pt, width_mm, weight)
            lines = [*lines[: most_lines - 1], last]
        step = size_pt * leading * MM_PER_PT
        for number, words_of_line in enumerate(lines):
            base = y_mm + step * number + step / 2 + size_pt * 0.36 * MM_PER_PT
            self.words(x_mm, base, words_of_line, size_pt, colour, weight)
        return y_mm + step * len(lines)

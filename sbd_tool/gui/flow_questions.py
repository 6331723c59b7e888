"""What import has to ask: coordinate system, unit, square; each waits in a bar."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QLineEdit

from sbd_tool.app.import_desk import title_of_crs
from sbd_tool.domain.errors import (
    CrsMissingError,
    PlanUnreadableError,
    SbdError,
    SquareMissingError,
    UnitsDoubtfulError,
)
from sbd_tool.domain.role_mapping import RoleMapping
from sbd_tool.gui.desk import Desk
from sbd_tool.gui.problem_view import BannerSlot
from sbd_tool.gui.widgets.controls import Select

PROPOSALS, LONGEST_CODE, CRS_PX = 3, 20, 250
UNITS: Final = ("mm", "cm", "m", "km", "in", "ft")
COMMON_CRS: Final = (
    "EPSG:25832",
    "EPSG:25833",
    "EPSG:3879",
    "EPSG:27700",
    "EPSG:2154",
    "EPSG:31370",
    "EPSG:28992",
    "EPSG:2056",
    "EPSG:32632",
    "EPSG:3035",
    "EPSG:4326",
    "local",
)


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What to bring in, and what a person decided so far.

    Attributes:
        paths: Plan files.
        crs, units, square, mapping: What was decided.
        is_added: Into the open project, else as a new one.
        is_looked_into: Drawings went over the import desk already.
        photos: Photos that follow once the plans are there.
        pictures: Pictures without a place that follow as well.
        pasted: What was pasted, instead of files.
    """

    paths: tuple[Path, ...]
    crs: str | None = None
    units: str | None = None
    square: str | None = None
    is_added: bool = False
    mapping: RoleMapping | None = None
    is_looked_into: bool = False
    photos: tuple[Path, ...] = ()
    pictures: tuple[Path, ...] = ()
    pasted: str = ""


class Questions:
    """Questions of the flows; an answer starts the import again."""

    desk: Desk
    _banners: Callable[[], BannerSlot]

    def bring_in(self, wish: ImportWish) -> None:
        """Bring in with what was decided so far; the flows do it."""
        raise NotImplementedError

    def _import_failed(self, error: Exception, wish: ImportWish) -> None:
        if isinstance(error, CrsMissingError):
            self._ask_crs(error, wish)
        elif isinstance(error, UnitsDoubtfulError):
            self._ask_units(error, wish)
        elif isinstance(error, SquareMissingError):
            self._ask_square(error, wish)
        else:
            self.desk.report(error)
            self._go_on_without(error, wish)

    def _go_on_without(self, error: Exception, wish: ImportWish) -> None:
        """One file that cannot be read never costs the others."""
        if not isinstance(error, PlanUnreadableError) or len(wish.paths) < 2:  # noqa: PLR2004
            return
        rest = tuple(path for path in wish.paths if path.name != error.subject)
        if rest and len(rest) < len(wish.paths):
            self.bring_in(replace(wish, paths=rest))

    def _ask_crs(self, error: CrsMissingError, wish: ImportWish) -> None:
        """Ask once for all layers without a system; the likeliest proposals stand first."""
        look = self.desk.look
        choice = Select(look.theme, "ask_crs", look.say("ask.crs"))
        choice.setEditable(True)
        for code in dict.fromkeys((*self._likely(error), *COMMON_CRS)):
            choice.addItem(self._crs_words(code), code)
        choice.setMinimumWidth(round(CRS_PX * look.theme.text_scale))

        def go() -> None:
            typed = choice.currentText().strip()
            row = choice.findText(typed)
            crs = str(choice.itemData(row)) if row >= 0 else typed
            self.bring_in(replace(wish, crs=f"EPSG:{crs}" if crs.isdigit() else crs))

        self._ask(error, look.say("ask.use_crs"), go, choice)

    def _likely(self, error: CrsMissingError) -> tuple[str, ...]:
        """At most three proposals: the open project's own system first where that can be."""
        project = self.desk.project
        own = () if project is None or len(project.crs) > LONGEST_CODE else (project.crs,)
        return tuple(dict.fromkeys((*own, *error.candidates)))[:PROPOSALS]

    def _crs_words(self, code: str) -> str:
        return self.desk.look.say("ask.crs_local") if code == "local" else title_of_crs(code)

    def _ask_units(self, error: SbdError, wish: ImportWish) -> None:
        look = self.desk.look
        choice = Select(look.theme, "ask_units", look.say("ask.units"))
        for unit in UNITS:
            choice.addItem(look.say(f"ask.unit_{unit}"), unit)
        self._ask(
            error,
            look.say("ask.use_units"),
            lambda: self.bring_in(replace(wish, units=str(choice.currentData()))),
            choice,
        )

    def _ask_square(self, error: SbdError, wish: ImportWish) -> None:
        look = self.desk.look
        line = QLineEdit()
        line.setObjectName("ask_square")
        line.setAccessibleName(look.say("ask.square"))
        line.setPlaceholderText(look.say("ask.square"))
        line.setToolTip(look.say("ask.square_tip"))
        line.setMinimumWidth(170)
        banner_go = lambda: self.bring_in(replace(wish, square=line.text().strip() or None))  # noqa: E731
        self._ask(error, look.say("ask.use_square"), banner_go, line)

    def _ask(
        self, error: SbdError, caption: str, go: Callable[[], None], extra: Select | QLineEdit
    ) -> None:
        look = self.desk.look
        banner = self._banners().ask(
            "warn", look.word(error.what), look.word(error.hint), [(caption, go)], extra
        )
        if isinstance(extra, QLineEdit):

            def enter() -> None:
                self._banners().close_banner(banner)
                go()

            extra.returnPressed.connect(enter)

"""A draw list made ready for Qt: paths built once, pictures decoded once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QImage

from sbd_tool.cartography.drawlist import DrawList, Item, Label, Marker, Paths, Picture
from sbd_tool.gui.map.paths import PathChunks, path_chunks

KEPT_ITEMS: Final = 600


@dataclass(frozen=True, slots=True)
class ReadyPaths:
    """Lines or areas of one style."""

    item: Paths
    chunks: PathChunks


@dataclass(frozen=True, slots=True)
class ReadyPicture:
    """A decoded underlay."""

    item: Picture
    image: QImage


Ready = ReadyPaths | ReadyPicture | Marker | Label


@dataclass(frozen=True, slots=True)
class ReadyGroup:
    """Items of one group."""

    key: str
    items: tuple[Ready, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything a frame needs; immutable, so a worker may read it while the window goes on.

    Attributes:
        origin: Subtracted from all coordinates before Qt sees them: keeps centimetres at 6e6 m.
        groups: From below to above.
        background: Colour of the ground.
    """

    origin: tuple[float, float] = (0.0, 0.0)
    groups: tuple[ReadyGroup, ...] = ()
    background: str = "#ffffff"


class SceneBuilder:
    """Builds scenes and keeps what did not change between two of them."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Item, Ready]] = {}
        self._origin: tuple[float, float] = (0.0, 0.0)

    def build(
        self,
        draw_list: DrawList,
        origin: tuple[float, float],
        is_stale: Callable[[], bool] = lambda: False,
    ) -> Scene | None:
        """Make a draw list ready, or None when it was overtaken by a newer one."""
        if origin != self._origin:
            self._kept.clear()
            self._origin = origin
        fresh: dict[int, tuple[Item, Ready]] = {}
        groups: list[ReadyGroup] = []
        for group in draw_list.groups:
            if is_stale():
                return None
            groups.append(
                ReadyGroup(group.key, tuple(self._ready(item, fresh) for item in group.items))
            )
        self._kept = fresh if len(fresh) <= KEPT_ITEMS else {}
        return Scene(origin, tuple(groups), draw_list.background)

    def _ready(self, item: Item, fresh: dict[int, tuple[Item, Ready]]) -> Ready:
        if isinstance(item, Marker | Label):
            return item
        kept = self._kept.get(id(item))
        if kept is not None and kept[0] is item:
            fresh[id(item)] = kept
            return kept[1]
        ready: Ready
        if isinstance(item, Paths):
            ready = ReadyPaths(item, path_chunks(item, self._origin))
        else:
            ready = ReadyPicture(item, QImage.fromData(item.data))
        fresh[id(item)] = (item, ready)
        return ready

"""Random styles, groups and named views."""

import random
from collections.abc import Sequence

from sbd_tool.app import commands as c
from sbd_tool.app.surroundings import Surroundings
from sbd_tool.domain.bookmarks import Bookmark
from sbd_tool.domain.layer_style import LayerStyle, Scheme, StyleClass
from sbd_tool.domain.project import Project


def random_style(rng: random.Random) -> LayerStyle | None:
    """A look of a layer, or none of its own."""
    classes = tuple(
        StyleClass(colour=rng.choice(("#0072b2", "#e69f00")), value=value, low=low, high=low + 1)
        for low, value in enumerate(("yes", "7", "Ü")[: rng.randint(0, 3)])
    )
    style = LayerStyle(
        fill=rng.choice(("", "none", "#112233")),
        width_mm=rng.choice((None, 0.35)),
        opacity=rng.choice((None, round(rng.random(), 2))),
        label=rng.choice(("", "Ä b")),
        scheme=rng.choice(list(Scheme)),
        by=rng.choice(("", "height")),
        classes=classes,
    )
    return rng.choice((None, style))


def look_of_layer(rng: random.Random, project: Project, around: Surroundings) -> c.Command | None:
    """Another style or group of a layer."""
    key = _one(rng, [row.id for row in project.layers])
    if key is None:
        return None
    drag = rng.choice(("", "opacity"))
    return rng.choice(
        (
            c.SetLayerStyle(layer_id=key, style=random_style(rng), drag=drag, by=around.by()),
            c.GroupLayers(layer_ids=(key,), group=rng.choice(("", "Survey “1”")), by=around.by()),
        )
    )


def named_view(rng: random.Random, project: Project, around: Surroundings) -> c.Command:
    """A view kept, renamed or dropped."""
    key = _one(rng, [one.id for one in project.bookmarks])
    if key is not None and rng.random() < 0.5:
        drop = c.DeleteBookmark(bookmark_id=key, by=around.by())
        rename = c.RenameBookmark(bookmark_id=key, name=f"Tor {rng.random()}", by=around.by())
        return rng.choice((drop, rename))
    x_m, y_m = rng.uniform(-1e6, 1e6), rng.uniform(-1e6, 1e6)
    kept = Bookmark(id=around.ids.new_id(), name="Süd", x_m=x_m, y_m=y_m, scale=500.0)
    return c.AddBookmark(bookmark=kept, by=around.by())


def _one(rng: random.Random, keys: Sequence[str]) -> str | None:
    return rng.choice(keys) if keys else None

"""A generated city for the canvas benchmark: 20 km by 12.5 km, the same for the same seed."""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely

from sbd_tool.domain.roles import Role

CRS: Final = "EPSG:25832"
WEST, SOUTH, EAST, NORTH = 500_000.0, 5_800_000.0, 520_000.0, 5_812_500.0
FULL: Final = (WEST, SOUTH, EAST, NORTH)
CLASSES: Final = 5
Objects = npt.NDArray[np.object_]
Extent = tuple[float, float, float, float]


def window(share: float) -> Extent:
    """The middle of the city; ``share`` of its width and height."""
    x, y = (WEST + EAST) / 2, (SOUTH + NORTH) / 2
    half_x, half_y = (EAST - WEST) * share / 2, (NORTH - SOUTH) * share / 2
    return x - half_x, y - half_y, x + half_x, y + half_y


def polygons(count: int, rng: np.random.Generator) -> Objects:
    """Plots of ten or eleven corners that do not overlap; one in twenty has a courtyard."""
    columns = int(np.ceil(np.sqrt(count * (EAST - WEST) / (NORTH - SOUTH))))
    rows = int(np.ceil(count / columns))
    step = np.array([(EAST - WEST) / columns, (NORTH - SOUTH) / rows])
    cells = np.arange(count)
    centres = np.column_stack([cells % columns, cells // columns]) + 0.5
    centres = centres * step + (WEST, SOUTH)
    return _stars(centres, float(step.min()) * 0.46, rng)


def _stars(centres: npt.NDArray[np.float64], reach: float, rng: np.random.Generator) -> Objects:
    turns = np.linspace(0, 2 * np.pi, 11)[:-1]
    spread = rng.uniform(0.6, 1.0, (len(centres), 10))
    corners = np.stack([np.cos(turns) * spread, np.sin(turns) * spread], axis=2) * reach
    shells = shapely.linearrings(centres[:, None, :] + corners)
    out: Objects = shapely.polygons(shells)
    yards = np.flatnonzero(rng.random(len(centres)) < 0.05)  # noqa: PLR2004 - one in twenty
    inner = shapely.linearrings(centres[yards, None, :] + corners[yards, ::-1] * 0.4)
    out[yards] = [
        shapely.Polygon(shells[row], [hole]) for row, hole in zip(yards, inner, strict=True)
    ]
    return out


def points(count: int, rng: np.random.Generator) -> Objects:
    xy = rng.uniform((WEST, SOUTH), (EAST, NORTH), (count, 2))
    return np.asarray(shapely.points(xy), dtype=object)


def streets(count: int, rng: np.random.Generator, extent: Extent) -> Objects:
    starts = rng.uniform(extent[:2], extent[2:], (count, 1, 2))
    steps = rng.normal(0, (extent[2] - extent[0]) / 200, (count, 20, 2)).cumsum(axis=1)
    return np.asarray(shapely.linestrings(starts + steps), dtype=object)


def write(path: Path, geometry: Objects, kind: str, classes: npt.NDArray[np.int64]) -> Path:
    """One layer as a GeoPackage with the column ``cls``."""
    from pyogrio.raw import write as write_raw

    write_raw(
        path,
        geometry=shapely.to_wkb(geometry),
        field_data=[classes],
        fields=np.array(["cls"], dtype=object),
        geometry_type=kind,
        crs=CRS,
        driver="GPKG",
        layer=path.stem,
    )
    return path


def city(folder: Path, seed: int = 7) -> dict[str, Path]:
    """Write all layers of the benchmark; returns their files by name."""
    rng = np.random.default_rng(seed)
    files: dict[str, Path] = {}
    for name, count in (("poly10k", 10_000), ("poly100k", 100_000)):
        files[name] = write(
            folder / f"{name}.gpkg", polygons(count, rng), "Polygon", rng.integers(0, 5, count)
        )
    files["pts500k"] = write(
        folder / "pts500k.gpkg", points(500_000, rng), "Point", rng.integers(0, 4, 500_000)
    )
    return files


def typical_square(seed: int = 11) -> tuple[list[tuple[Role, Objects]], npt.NDArray[np.float64]]:
    """A square of 600 m with its town: houses, streets, trees; and places for measures."""
    rng = np.random.default_rng(seed)
    side = 600.0
    box = (WEST, SOUTH, WEST + side, SOUTH + side)
    cells = np.arange(3500)
    centres = np.column_stack([cells % 60, cells // 60]) * 10.0 + (WEST + 5, SOUTH + 5)
    houses = _stars(centres, 4.6, rng)
    trees = np.asarray(shapely.points(rng.uniform(box[:2], box[2:], (300, 2))), dtype=object)
    layers = [
        (Role.BUILDING, houses),
        (Role.KERB, streets(1200, rng, box)),
        (Role.TREE, trees),
    ]
    return layers, rng.uniform(box[:2], box[2:], (60, 2))

"""Draw the sample sites again: `PYTHONHASHSEED=0 python -m sample_sites.draw`.

Each is written in the format its story is about, with fixed dates and identifiers, so that drawing
twice gives the same bytes. Nothing in them is taken from a real place or a real map.
"""

import json
from collections import defaultdict
from pathlib import Path

import shapely
import shapely.affinity

from sample_sites.osm_xml import OsmWriter
from sample_sites.scene import Thing
from sample_sites.squares import SQUARES

HERE = Path(__file__).resolve().parent
PROMENADE_AT = (500_000.0, 4_640_000.0)  # EPSG:25831: open sea
MARKET_AT = (684_000.0, 5_400_000.0)  # EPSG:25832: fields
PIAZZA_AT = (9.5, 41.5)  # degrees: open sea
ACCURACY_M = 0.25


def placed(things: list[Thing], at: tuple[float, float], factor: float = 1.0) -> list[Thing]:
    """Move a scene to its place on earth."""
    return [
        Thing(shapely.transform(thing.geometry, lambda xy: (xy + at) * factor), thing.tags)
        for thing in things
    ]


CLASSES = (
    ("Promenade", lambda tags: "place" in tags),
    ("Buildings", lambda tags: "building" in tags),
    ("Entrances", lambda tags: "entrance" in tags),
    ("Steps", lambda tags: tags.get("highway") == "steps"),
    ("Lamps", lambda tags: tags.get("highway") == "street_lamp"),
    ("Stops", lambda tags: "public_transport" in tags),
    ("Roads", lambda tags: tags.get("highway") in {"primary", "residential"}),
    ("Paths", lambda tags: "highway" in tags),
    ("Barriers", lambda tags: "barrier" in tags),
    ("Trees", lambda tags: tags.get("natural") == "tree"),
    ("Water", lambda tags: tags.get("natural") == "water"),
    ("Cameras", lambda tags: tags.get("man_made") == "surveillance"),
    ("Benches", lambda tags: tags.get("amenity") == "bench"),
    ("Parking", lambda tags: tags.get("amenity") == "parking"),
    ("Amenities", bool),
)


def layer_of(tags: dict[str, str]) -> str:
    """Name of the GIS layer a planner would keep the thing in."""
    return next(name for name, fits in CLASSES if fits(tags))


def draw_promenade(folder: Path) -> None:
    """A GeoPackage with one layer a class, as a city's GIS office would send it."""
    import geopandas
    import pyogrio

    layers: dict[str, list[Thing]] = defaultdict(list)
    for thing in placed(SQUARES["seafront-promenade"]().finished(), PROMENADE_AT):
        name = layer_of(thing.tags)
        layers[
            f"{name} (points)"
            if name == "Amenities" and thing.geometry.geom_type == "Point"
            else name
        ].append(thing)
    target = folder / "seafront-promenade.gpkg"
    target.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2026-01-01T00:00:00.000Z"})
    for name, things in layers.items():
        table = geopandas.GeoDataFrame(
            [dict(sorted(thing.tags.items())) for thing in things],
            geometry=[thing.geometry for thing in things],
            crs="EPSG:25831",
        )
        table.to_file(target, layer=name, driver="GPKG", engine="pyogrio")


CAD = {
    "Promenade": ("SQUARE_BOUNDARY", 7),
    "Buildings": ("BUILDING", 33),
    "Entrances": ("ENTRANCE", 30),
    "Steps": ("STEPS", 8),
    "Lamps": ("LIGHTING", 50),
    "Stops": ("BUS_STOP", 5),
    "Roads": ("CARRIAGEWAY", 9),
    "Paths": ("FOOTWAY", 254),
    "Barriers": ("BOLLARD", 1),
    "Trees": ("TREE", 3),
    "Water": ("FOUNTAIN_WATER", 4),
    "Cameras": ("CCTV_CAMERA", 6),
    "Benches": ("BENCH", 34),
    "Parking": ("PARKING", 252),
    "Amenities": ("FURNITURE", 40),
}


def draw_market(folder: Path) -> None:
    """A DXF in millimetres as an architect's office would send it, and a georeferenced picture."""
    import ezdxf

    ezdxf.options.write_fixed_meta_data_for_testing = True
    drawing = ezdxf.new("R2018", units=4)
    space = drawing.modelspace()
    tree = drawing.blocks.new("TREE")
    tree.add_circle((0, 0), 3000)
    tree.add_circle((0, 0), 250)
    for name, colour in CAD.values():
        drawing.layers.add(name, color=colour)
    things = placed(SQUARES["market-square"]().finished(), MARKET_AT, 1000.0)
    for thing in things:
        _into_cad(space, thing)
    _place_on_earth(space)
    drawing.saveas(folder / "market-square.dxf")
    _picture(folder, SQUARES["market-square"]().finished())


def _into_cad(space: object, thing: Thing) -> None:
    kind = layer_of(thing.tags)
    kind = "Roads" if thing.tags.get("highway") in {"secondary", "living_street"} else kind
    layer = CAD[kind][0]
    layer = thing.tags.get("amenity", layer).upper() if kind == "Amenities" else layer
    layer = "OUTDOOR_SEATING" if thing.tags.get("leisure") == "outdoor_seating" else layer
    attributes = {"layer": layer}
    for part in getattr(thing.geometry, "geoms", [thing.geometry]):
        if part.geom_type == "Point" and kind == "Trees":
            space.add_blockref("TREE", part.coords[0][:2], dxfattribs=attributes)  # type: ignore[attr-defined]
        elif part.geom_type == "Point":
            space.add_point(part.coords[0][:2], dxfattribs=attributes)  # type: ignore[attr-defined]
        elif part.geom_type == "LineString":
            space.add_lwpolyline([xy[:2] for xy in part.coords], dxfattribs=attributes)  # type: ignore[attr-defined]
        elif part.interiors:
            hatch = space.add_hatch(dxfattribs=attributes)  # type: ignore[attr-defined]
            hatch.paths.add_polyline_path(
                [xy[:2] for xy in part.exterior.coords], is_closed=True, flags=1
            )
            for ring in part.interiors:
                hatch.paths.add_polyline_path(
                    [xy[:2] for xy in ring.coords], is_closed=True, flags=0
                )
        else:
            space.add_lwpolyline(
                [xy[:2] for xy in part.exterior.coords[:-1]], close=True, dxfattribs=attributes
            )  # type: ignore[attr-defined]
        if named := thing.tags.get("name"):
            at = part.representative_point().coords[0][:2]
            space.add_text(named, height=1500, dxfattribs={"layer": "TEXT", "insert": at})  # type: ignore[attr-defined]


def _place_on_earth(space: object) -> None:
    geo = space.new_geodata()  # type: ignore[attr-defined]
    definition = (
        '<?xml version="1.0" encoding="UTF-16" standalone="no" ?>'
        '<Dictionary version="1.0" xmlns="http://www.osgeo.org/mapguide/coordinatesystem">'
        '<ProjectedCoordinateSystem id="ETRS89.UTM-32N"><Name>ETRS89.UTM-32N</Name>'
        '<Axis uom="METER"><CoordinateSystemAxis><AxisOrder>1</AxisOrder>'
        "<AxisName>Easting</AxisName><AxisAbbreviation>E</AxisAbbreviation>"
        "<AxisDirection>east</AxisDirection></CoordinateSystemAxis>"
        "<CoordinateSystemAxis><AxisOrder>2</AxisOrder>"
        "<AxisName>Northing</AxisName><AxisAbbreviation>N</AxisAbbreviation>"
        "<AxisDirection>north</AxisDirection></CoordinateSystemAxis></Axis>"
        "</ProjectedCoordinateSystem>"
        '<Alias id="25832" type="CoordinateSystem">'
        "<ObjectId>ETRS89.UTM-32N</ObjectId><Namespace>EPSG Code</Namespace></Alias></Dictionary>"
    )
    corner = (MARKET_AT[0] * 1000, MARKET_AT[1] * 1000)
    geo.setup_local_grid(design_point=corner, reference_point=MARKET_AT, crs=definition)
    geo.dxf.horizontal_unit_scale = 0.001
    geo.dxf.horizontal_units = 4


def _picture(folder: Path, things: list[Thing]) -> None:
    from PIL import Image, ImageDraw

    metres, pixels = 220.0, 880
    step = metres / pixels
    picture = Image.new("RGB", (pixels, pixels), "#8d8878")
    pen = ImageDraw.Draw(picture)
    paints = (
        ("building", "#a8553f"),
        ("place", "#cfc4ac"),
        ("natural", "#4f7f9f"),
        ("leisure", "#c9b48c"),
    )

    def at(ring: object) -> list[tuple[float, float]]:
        return [((x + metres / 2) / step, (metres / 2 - y) / step) for x, y in ring]  # type: ignore[attr-defined]

    for tag, paint in (paints[1], *paints[2:], paints[0]):
        for thing in things:
            if tag in thing.tags and thing.geometry.geom_type.endswith("Polygon"):
                for part in getattr(thing.geometry, "geoms", [thing.geometry]):
                    pen.polygon(at(part.exterior.coords), fill=paint, outline="#5d4a3a")
                    for ring in part.interiors:
                        pen.polygon(at(ring.coords), fill="#79856a")
    for thing in things:
        if thing.tags.get("natural") == "tree" and thing.geometry.geom_type == "Point":
            (x, y), radius = at(thing.geometry.coords)[0], 3 / step
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill="#56733f")
    picture.save(folder / "market-square.png", optimize=True)
    west, north = MARKET_AT[0] - metres / 2 + step / 2, MARKET_AT[1] + metres / 2 - step / 2
    world = (step, 0.0, 0.0, -step, west, north)
    (folder / "market-square.pgw").write_text("".join(f"{value:.10f}\n" for value in world))


def draw_piazza(folder: Path) -> None:
    """OpenStreetMap XML with negative ids, as an editor writes what was never uploaded."""
    writer = OsmWriter(PIAZZA_AT)
    for thing in SQUARES["heritage-piazza"]().finished():
        writer.add(thing)
    (folder / "heritage-piazza.osm").write_text(writer.finished(), encoding="utf-8")


DRAWERS = {
    "seafront-promenade": draw_promenade,
    "market-square": draw_market,
    "heritage-piazza": draw_piazza,
}


def main() -> None:
    """Draw every sample site and say how large it is."""
    for name, draw in DRAWERS.items():
        draw(HERE / name)
        print(
            json.dumps({path.name: path.stat().st_size for path in sorted((HERE / name).iterdir())})
        )


if __name__ == "__main__":
    main()

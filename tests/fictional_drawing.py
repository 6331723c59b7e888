"""A fictional square as an architect would draw it: layers, blocks, texts, dimensions."""

from pathlib import Path

import ezdxf
from ezdxf import units

WIDTH_M, DEPTH_M = 60.0, 40.0


def write_drawing(path: Path, *, unit_m: float = 0.001, declared: int = units.MM) -> Path:
    """Write the drawing.

    Args:
        path: Where to.
        unit_m: Metres per drawing unit it is really drawn in.
        declared: What its header says ($INSUNITS).
    """
    doc = ezdxf.new("R2010", setup=True)
    doc.header["$INSUNITS"] = declared
    k = 1.0 / unit_m
    for name, colour in (("Z-10", 1), ("Z-20", 8), ("Z-30", 3), ("HILF", 6), ("TXT", 7)):
        doc.layers.add(name, color=colour)
    bank = doc.blocks.new("MOEBEL_1")
    bank.add_lwpolyline([(0, 0), (2 * k, 0), (2 * k, 0.5 * k), (0, 0.5 * k)], close=True)
    space = doc.modelspace()

    def area(layer: str, ring: list[tuple[float, float]]) -> None:
        corners = [(x * k, y * k) for x, y in ring]
        space.add_lwpolyline(corners, close=True, dxfattribs={"layer": layer})

    area("Z-10", [(0, 0), (WIDTH_M, 0), (WIDTH_M, DEPTH_M), (0, DEPTH_M)])
    area("Z-20", [(-12, 0), (-2, 0), (-2, 40), (-12, 40)])
    area("Z-20", [(0, 42), (60, 42), (60, 54), (0, 54)])
    for n in range(5):
        space.add_circle((10 * k + n * 10 * k, 30 * k), 2 * k, dxfattribs={"layer": "Z-30"})
    for n in range(3):
        place = (15 * k + n * 12 * k, 12 * k)
        space.add_blockref("MOEBEL_1", place, dxfattribs={"layer": "Z-30"})
    space.add_line((-30 * k, -5 * k), (80 * k, -5 * k), dxfattribs={"layer": "HILF"})
    space.add_text("Fountain court", dxfattribs={"layer": "TXT", "height": k}).set_placement(
        (20 * k, 20 * k)
    )
    space.add_linear_dim(
        base=(0, -3 * k), p1=(0, 0), p2=(WIDTH_M * k, 0), dxfattribs={"layer": "TXT"}
    ).render()
    doc.saveas(path)
    return path


RULES = """schema_version: 1
edition: Fictional town CAD 1
author: Surveying office
reason: CAD guideline of the town
layers:
- {pattern: Z-10, role: site_boundary}
- {pattern: Z-20, role: building}
- {pattern: Z-30, role: tree}
- {pattern: HILF*, role: leave_out, reason: construction lines}
blocks:
- {pattern: MOEBEL_*, role: seat}
"""

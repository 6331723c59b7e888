"""A layout of QGIS as a vector PDF, asked line by line over standard input.

Run by the system's Python: ``python3 sheet_pdf_qgis.py PROJECT.qgs``. Each line is a JSON object
with ``target``, ``memory``, ``paper_mm``, ``frame_mm``, ``scale`` and ``extent``; the answer says
how long building the layout and exporting it took.
"""

import json
import sys
import time
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeatureRequest,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsUnitTypes,
)

MM = QgsUnitTypes.LayoutMillimeters


def in_memory(layer: Any) -> Any:
    """The same layer with its features in memory, drawn the same."""
    copy = layer.materialize(QgsFeatureRequest())
    copy.setRenderer(layer.renderer().clone())
    if layer.labeling() is not None:
        copy.setLabeling(layer.labeling().clone())
    copy.setLabelsEnabled(layer.labelsEnabled())
    copy.setScaleBasedVisibility(layer.hasScaleBasedVisibility())
    copy.setMinimumScale(layer.minimumScale())
    copy.setMaximumScale(layer.maximumScale())
    return copy


def exported(project: Any, layers: list[Any], wish: dict[str, Any]) -> None:
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.pageCollection().page(0).setPageSize(QgsLayoutSize(*wish["paper_mm"], MM))
    frame = QgsLayoutItemMap(layout)
    layout.addLayoutItem(frame)
    left, top, width, height = wish["frame_mm"]
    frame.attemptMove(QgsLayoutPoint(left, top, MM))
    frame.attemptResize(QgsLayoutSize(width, height, MM))
    frame.setLayers(layers)
    frame.setExtent(QgsRectangle(*wish["extent"]))
    if abs(frame.scale() - wish["scale"]) > 1:
        raise SystemExit(f"the frame is 1 : {frame.scale()}")
    frame.setBackgroundColor(project.backgroundColor())
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.forceVectorOutput = True
    settings.rasterizeWholeImage = False
    settings.textRenderFormat = QgsRenderContext.TextFormatAlwaysText
    found = QgsLayoutExporter(layout).exportToPdf(wish["target"], settings)
    if found != QgsLayoutExporter.Success:
        raise SystemExit(f"export failed: {found}")


def main() -> None:
    application = QgsApplication([], GUIenabled=False)
    application.initQgis()
    project = QgsProject.instance()
    if not project.read(sys.argv[1]):
        raise SystemExit(project.error())
    leaves = project.layerTreeRoot().findLayers()
    layers = [leaf.layer() for leaf in leaves if leaf.isVisible()]
    copies = [in_memory(layer) for layer in layers]
    print(json.dumps({"version": Qgis.QGIS_VERSION, "layers": len(layers)}), flush=True)
    for line in sys.stdin:
        wish = json.loads(line)
        start, spent = time.perf_counter(), time.process_time()
        exported(project, copies if wish["memory"] else layers, wish)
        took = {
            "wall_s": time.perf_counter() - start,
            "processor_s": time.process_time() - spent,
        }
        print(json.dumps(took), flush=True)


main()

"""QGIS as the yardstick: run by the system's Python, asked line by line over standard input.

Each line is a JSON object: ``{"do": "load", "file": ...}``, ``{"do": "frame", "extent": [...]}`` or
``{"do": "open", "file": ..., "extent": [...]}``; each answer says how many milliseconds it took.
"""

import json
import sys
import time
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

COLOURS = ("#8dd3c7", "#ffffb3", "#bebada", "#fb8072", "#80b1d3")
WIDTH, HEIGHT = 1600, 1000


def symbol_of(layer: Any, colour: str) -> Any:
    """Fill with a hairline, a line, or a disc of four pixels."""
    kind = layer.geometryType()
    if kind == 0:
        return QgsMarkerSymbol.createSimple(
            {
                "name": "circle",
                "color": colour,
                "size": "4",
                "size_unit": "Pixel",
                "outline_style": "no",
            }
        )
    if kind == 1:
        return QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.26"})
    return QgsFillSymbol.createSimple(
        {
            "color": colour,
            "outline_color": "#444444",
            "outline_width": "1",
            "outline_width_unit": "Pixel",
        }
    )


def opened(file: str) -> Any:
    layer = QgsVectorLayer(file, "layer", "ogr")
    categories = [
        QgsRendererCategory(row, symbol_of(layer, colour), str(row))
        for row, colour in enumerate(COLOURS)
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("cls", categories))
    return layer


def frame(layers: list[Any], extent: list[float]) -> Any:
    settings = QgsMapSettings()
    settings.setOutputSize(QSize(WIDTH, HEIGHT))
    settings.setExtent(QgsRectangle(*extent))
    settings.setDestinationCrs(layers[0].crs())
    settings.setBackgroundColor(QColor("#ffffff"))
    settings.setLayers(layers)
    settings.setFlag(QgsMapSettings.Antialiasing, on=True)
    settings.setFlag(QgsMapSettings.UseRenderingOptimization, on=True)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def main() -> None:
    application = QgsApplication([], GUIenabled=False)
    application.initQgis()
    layers = []
    print(json.dumps({"version": Qgis.QGIS_VERSION}), flush=True)
    for line in sys.stdin:
        wish = json.loads(line)
        start, busy = time.perf_counter(), time.process_time()
        if wish["do"] == "load":
            layers = [opened(file) for file in wish["files"]]
        elif wish["do"] == "open":
            layers = [opened(file) for file in wish["files"]]
            frame(layers, wish["extent"])
        else:
            image = frame(layers, wish["extent"])
            if wish.get("save"):
                image.save(wish["save"])
        took = {
            "ms": (time.perf_counter() - start) * 1000,
            "cpu_ms": (time.process_time() - busy) * 1000,
        }
        print(json.dumps(took), flush=True)


main()

"""What QGIS reads of files handed over; run by the Python that has `qgis.core`.

``python3 qgis_reading.py FOLDER``: FOLDER holds projects unpacked in folders of their own, and
files of other formats. Prints one JSON object.
"""

import json
import sys
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, qInstallMessageHandler

HEARD = []


def rows_of(layer):
    names = [field.name() for field in layer.fields()]
    return [
        {
            "wkb": bytes(found.geometry().asWkb()).hex(),
            **{name: plain(found[name]) for name in names},
        }
        for found in layer.getFeatures()
    ]


def plain(value):
    return value if isinstance(value, (str, int, float, bool)) else None


def told(layer):
    return {
        "name": layer.name(),
        "valid": layer.isValid(),
        "crs": layer.crs().authid(),
        "editable": not layer.readOnly(),
        "renderer": layer.renderer().type(),
        "legend": [item.label() for item in layer.renderer().legendSymbolItems()],
        "drawn": [item.label() for item in layer.renderer().legendSymbolItems() if on(layer, item)],
        "named": layer.labelsEnabled(),
        "credit": [layer.attribution(), *layer.metadata().rights()],
        "aliases": {field.name(): field.alias() for field in layer.fields() if field.alias()},
        "lists": [
            field.name()
            for place, field in enumerate(layer.fields())
            if layer.editorWidgetSetup(place).type() == "ValueMap"
        ],
        "rows": rows_of(layer),
    }


def on(layer, item):
    return not item.isCheckable() or layer.renderer().legendSymbolItemChecked(item.ruleKey())


def drawn(layers, project, box):
    """How many colours a picture of the layers has, and whether drawing met an error."""
    settings = QgsMapSettings()
    settings.setOutputSize(QSize(300, 300))
    settings.setExtent(QgsRectangle(*box))
    settings.setLayers(layers)
    settings.setDestinationCrs(project.crs())
    settings.setBackgroundColor(project.backgroundColor())
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 300, 2) for y in range(0, 300, 2)}
    return sorted(seen), [error.message for error in job.errors()]


def project_of(path, box):
    project = QgsProject.instance()
    is_read = project.read(str(path))
    leaves = project.layerTreeRoot().findLayers()
    shown = [leaf.layer() for leaf in leaves if leaf.isVisible() and leaf.layer()]
    colours, errors = drawn(shown, project, box)
    return {
        "read": is_read,
        "crs": project.crs().authid(),
        "ground": project.backgroundColor().name(),
        "lost": [leaf.name() for leaf in leaves if leaf.layer() is None],
        "order": [leaf.layer().name() for leaf in leaves if leaf.layer()],
        "layers": [told(leaf.layer()) for leaf in leaves if leaf.layer()],
        "colours": colours,
        "errors": errors,
    }


def styled_tables(path):
    """Tables of a GeoPackage as they look when somebody drags them in."""
    first = QgsVectorLayer(str(path), "all", "ogr")
    names = [one.split("!!::!!")[1] for one in first.dataProvider().subLayers()]
    layers = [QgsVectorLayer(f"{path}|layername={name}", name, "ogr") for name in names]
    return [told(layer) for layer in layers if layer.isSpatial()]


def main():
    qInstallMessageHandler(lambda _kind, _where, words: HEARD.append(words))
    application = QgsApplication([], GUIenabled=False)
    application.initQgis()
    application.messageLog().messageReceived.connect(lambda words, tag, _: HEARD.append(words))
    folder, box = Path(sys.argv[1]), json.loads(sys.argv[2])
    answer = {
        "version": Qgis.QGIS_VERSION,
        "projects": {
            name: project_of(folder / name / "square.qgs", box) for name in ("police", "public")
        },
        "tables": styled_tables(folder / "a.gpkg"),
        "heard": [words for words in HEARD if "XDG_RUNTIME_DIR" not in words],
    }
    # Of a table with words for places QGIS reads one kind of geometry at a time, and says so.
    csv = f"file://{folder}/a.csv?delimiter=,&wktField=wkt&crs={sys.argv[3]}&geomType="
    others = {
        kind: QgsVectorLayer(csv + kind, kind, "delimitedtext")
        for kind in ("point", "line", "polygon")
    }
    others |= {
        "geojson": QgsVectorLayer(f"{folder}/a.geojson", "geojson", "ogr"),
        "dxf": QgsVectorLayer(f"{folder}/a.dxf|layername=entities", "dxf", "ogr"),
    }
    answer["others"] = {key: rows_of(layer) for key, layer in others.items() if layer.isValid()}
    print(json.dumps(answer))


main()

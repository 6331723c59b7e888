"""What `sbd seal-layer` accepts."""

from argparse import ArgumentParser

from sbd_tool.cli.parts import number
from sbd_tool.domain.vehicles import VEHICLE_CLASSES


def add_seal_layer(parser: ArgumentParser) -> None:
    """Arguments of `sbd seal-layer`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument(
        "--objects", default="", metavar="FILE.geojson", help="seal these instead of what is there"
    )
    parser.add_argument("--vehicle", choices=VEHICLE_CLASSES, default=None, help="to be stopped")
    parser.add_argument("--speed", type=number, default=None, metavar="KMH", help="test speed")
    parser.add_argument("--goal", default=None, metavar="WORDS", help="released to the planner")
    parser.add_argument("--show", action="store_true", help="what is inside, to who may open it")
    parser.add_argument("--layer-passphrase-file", default=None, metavar="FILE")
    parser.add_argument("--layer-key-file", default=None, metavar="FILE")
    parser.add_argument("--layer-recipient", action="append", default=[], metavar="age1...")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")

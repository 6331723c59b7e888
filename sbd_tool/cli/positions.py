"""`sbd positions`: what a receiver recorded, on the map of a project."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from sbd_tool.app.positioning import Heard, read_log, told_skips
from sbd_tool.app.projects import open_project
from sbd_tool.cli.json_out import OUTPUT_VERSION, dump
from sbd_tool.cli.spoken import Telling, remark, say, say_lines
from sbd_tool.domain.text import Quantity, text
from sbd_tool.domain.words import Words

DONE, NOTHING = 0, 1
_MOST_LINES = 200


def add_positions(parser: ArgumentParser) -> None:
    """Arguments of `sbd positions`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("log", metavar="LOG.nmea", help="sentences of a receiver (NMEA 0183)")
    parser.add_argument("--json", action="store_true")


def positions(arguments: Namespace, words: Words) -> int:
    """Read a log and tell where it was, how exactly, and what could not be used."""
    project = open_project(Path(arguments.project)).project
    with Telling(words, text("field.reading")) as progress:
        heard = read_log(str(Path(arguments.log)), project.crs, progress)
    if arguments.json:
        print(dump(_json(heard, project.crs)))
    else:
        _say(heard, words)
    return DONE if heard.positions else NOTHING


def _say(heard: Heard, words: Words) -> None:
    for reading, position in zip(heard.readings[:_MOST_LINES], heard.positions, strict=False):
        accuracy = (
            text("field.accuracy_unknown")
            if position.radius_m is None
            else text("field.accuracy", radius=Quantity(position.radius_m, "m", 1))
        )
        say(
            words(
                text(
                    "field.position",
                    x=Quantity(position.x_m, "", 1),
                    y=Quantity(position.y_m, "", 1),
                    longitude=Quantity(reading.longitude_deg, "", 6),
                    latitude=Quantity(reading.latitude_deg, "", 6),
                    accuracy=accuracy,
                )
            )
        )
    remark(words(text("field.heard", count=len(heard.positions))))
    if heard.is_cut:
        remark(words(text("field.cut")))
    say_lines(words(one) for one in told_skips(heard.skipped))


def _json(heard: Heard, crs: str) -> dict[str, object]:
    rows = zip(heard.readings, heard.positions, strict=True)
    return {
        "schema_version": OUTPUT_VERSION,
        "crs": crs,
        "lines": heard.lines,
        "cut": heard.is_cut,
        "skipped": {reason.value: count for reason, count in sorted(heard.skipped.items())},
        "positions": [
            {
                "second_of_day": reading.second,
                "longitude": reading.longitude_deg,
                "latitude": reading.latitude_deg,
                "x_m": position.x_m,
                "y_m": position.y_m,
                "radius_m": position.radius_m,
                "error_told_by_receiver": position.is_told_by_receiver,
                "satellites": reading.satellites,
            }
            for reading, position in rows
        ],
    }

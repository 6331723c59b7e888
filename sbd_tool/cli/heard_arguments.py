"""What the verbs of participation accept: notes at places, and who was asked."""

from argparse import ArgumentParser

from sbd_tool.domain.community import Answered, Liking, NoteHour


def add_notes(parser: ArgumentParser) -> None:
    """Arguments of `sbd notes`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("file", nargs="?", default="", metavar="NOTES.csv|.geojson")
    parser.add_argument("--add", default=None, metavar="WORDS", help="one note, at a place")
    parser.add_argument("--at", default="", metavar="X,Y", help="place in the project's metres")
    kinds, hours = [one.value for one in Liking], [one.value for one in NoteHour]
    parser.add_argument("--kind", choices=kinds, default=Liking.DISLIKE.value)
    parser.add_argument("--hour", choices=hours, default=NoteHour.ANY.value)
    parser.add_argument("--about", default="other", metavar="KEY", help="light, seats, green ...")
    parser.add_argument("--workshop", default="", metavar="NAME", help="where notes come from")
    parser.add_argument("--day", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--try", dest="is_trial", action="store_true", help="tell, keep nothing")
    parser.add_argument("--reason", default="", metavar="WORDS", help="why it is published")
    _add_looking_after(parser)


def add_engagement(parser: ArgumentParser) -> None:
    """Arguments of `sbd engagement`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--group", default="", metavar="KEY", help="who was asked; adds an entry")
    parser.add_argument("--way", default="talk", metavar="KEY", help="walk, workshop, survey ...")
    parser.add_argument("--day", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--count", type=int, default=None, metavar="N", help="how many took part")
    parser.add_argument("--to", default="", metavar="ID", help="add to an entry that is there")
    parser.add_argument("--said", default="", metavar="WORDS")
    parser.add_argument("--done", choices=[one.value for one in Answered], default="open")
    parser.add_argument(
        "--target", default="", metavar="MEASURE|N", help="the measure, or the decided comment"
    )
    parser.add_argument("--reason", default="", help="why it was rejected, or is published")
    _add_looking_after(parser)


def _add_looking_after(parser: ArgumentParser) -> None:
    parser.add_argument("--clear", default="", metavar="ID", help="nothing personal is in it")
    parser.add_argument("--publish", default="", metavar="ID", help="its words may go public")
    parser.add_argument("--keep", default="", metavar="ID", help="its words stay inside again")
    parser.add_argument("--drop", default="", metavar="ID")
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")

"""What `sbd review` accepts."""

from argparse import ArgumentParser

from sbd_tool.cli.parts import where_arguments
from sbd_tool.domain.marking import Edition, Tlp
from sbd_tool.domain.threads import Capacity, Severity, Status


def add_review(parser: ArgumentParser) -> None:
    """Arguments of `sbd review`."""
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--list", action="store_true", help="list the comments (the usual)")
    parser.add_argument("--status", choices=[one.value for one in Status], default=None)
    parser.add_argument("--only-required", action="store_true")
    parser.add_argument(
        "--since-last", action="store_true", help="what changed since your last look"
    )
    parser.add_argument("--seen", action="store_true", help="remember this look")
    parser.add_argument("--sign-off", default="", metavar="STATEMENT", help="sign what stands here")
    parser.add_argument("--phrases", action="store_true", help="list the phrases")
    _add_writing(parser)
    _add_answering(parser)
    for key, told in (
        ("bcf", "comments for building software, BCF 2.1"),
        ("csv", "comments as a table"),
        ("pdf", "the record of the review"),
    ):
        parser.add_argument(f"--{key}", default="", metavar=f"OUT.{key}", help=told)
    editions = [edition.value for edition in Edition]
    parser.add_argument("--edition", choices=editions, default=Edition.POLICE.value)
    parser.add_argument(
        "--open-as", choices=[one.value for one in Capacity], default=None,
        help="in which capacity you write; a project handed out for review says reviewer",
    )  # fmt: skip
    parser.add_argument("--by", default="")
    parser.add_argument("--json", action="store_true")
    where_arguments(parser)


def _add_writing(parser: ArgumentParser) -> None:
    parser.add_argument("--add", default="", metavar="WORDS", help="write a comment")
    parser.add_argument("--phrase", default="", metavar="KEY", help="write one from the phrases")
    parser.add_argument("--on", nargs="+", default=[], metavar="OBJECT", help="ids it is about")
    parser.add_argument("--at", default="", metavar="X,Y", help="place in the project's metres")
    parser.add_argument("--severity", choices=[one.value for one in Severity], default=None)
    demand = parser.add_mutually_exclusive_group()
    demand.add_argument("--required", dest="is_required", action="store_true", default=None)
    demand.add_argument("--advised", dest="is_required", action="store_false", default=None)
    parser.add_argument("--reason", default="")
    parser.add_argument("--source", default=None, metavar="KEY", help="source of guidance")
    parser.add_argument("--due", default="", metavar="YYYY-MM-DD")
    parser.add_argument("--label", choices=[one.value for one in Tlp], default=None)
    parser.add_argument("--label-reason", default="", help="why; needed to lower a label")


def _add_answering(parser: ArgumentParser) -> None:
    for key, told in (
        ("answer", "answer a comment"),
        ("adopt", "adopt the advice"),
        ("reject", "reject the advice, with a reason"),
        ("settle", "settle a comment"),
        ("reopen", "open a comment again"),
    ):
        metavar = ("N", "WORDS")
        parser.add_argument(f"--{key}", nargs="+", default=None, metavar=metavar, help=told)
    parser.add_argument("--withdraw", default="", metavar="N", help="take a comment back")
    parser.add_argument(
        "--condition", nargs="+", default=None, metavar=("N", "KIND BLANK=VALUE"),
        help="make a condition of the brief of it",
    )  # fmt: skip

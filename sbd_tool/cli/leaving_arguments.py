"""What the verbs around leaving files accept: verify, encrypt, decrypt."""

import argparse


def add_verify(parser: argparse.ArgumentParser) -> None:
    """`sbd verify FILE P.sbd.gpkg`."""
    parser.add_argument("report", metavar="FILE")
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--rebuild", action="store_true", help="also compare every byte")
    parser.add_argument(
        "--pdf-passphrase-file", default=None, metavar="FILE", help="opens a locked PDF"
    )
    parser.add_argument("--json", action="store_true")


def add_encrypt(parser: argparse.ArgumentParser) -> None:
    """`sbd encrypt FILE -o OUT` and `sbd decrypt FILE -o OUT`."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("-o", "--output", required=True, metavar="OUT")


def compare_arguments(parser: argparse.ArgumentParser) -> None:
    """`sbd export P OUT.html --compare-option KEY --compare-state KEY`."""
    parser.add_argument(
        "--compare-option",
        default=None,
        metavar="KEY",
        help="an option beside this one in an interactive map (.html)",
    )
    parser.add_argument(
        "--compare-state", default=None, metavar="KEY", help="a state beside this one in that map"
    )


def log_argument(parser: argparse.ArgumentParser) -> None:
    """`sbd export P OUT --log LOG.csv|LOG.json`."""
    parser.add_argument(
        "--log",
        default=None,
        metavar="LOG.csv|LOG.json",
        help="also write what is withheld, object by object; for the narrowest circle",
    )


def compared(arguments: argparse.Namespace) -> tuple[str, str] | None:
    """Option and state to compare with; what is not named stays as on the other side."""
    option, state = arguments.compare_option, arguments.compare_state
    if option is None and state is None:
        return None
    return option or arguments.option, state or arguments.time_state

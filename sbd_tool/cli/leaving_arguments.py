"""What the verbs around leaving files accept: verify, encrypt, decrypt."""

import argparse


def add_verify(parser: argparse.ArgumentParser) -> None:
    """`sbd verify FILE P.sbd.gpkg`."""
    parser.add_argument("report", metavar="FILE")
    parser.add_argument("project", metavar="P.sbd.gpkg")
    parser.add_argument("--rebuild", action="store_true", help="also compare every byte")
    parser.add_argument("--json", action="store_true")


def add_encrypt(parser: argparse.ArgumentParser) -> None:
    """`sbd encrypt FILE -o OUT` and `sbd decrypt FILE -o OUT`."""
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("-o", "--output", required=True, metavar="OUT")

"""Chooses a door: the command line when there are arguments, else the window, else the demo."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

_OWN_WORDS: Final = (["--read-apart"], ["--cut-faces"], ["--make-ready"])


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Start the program and end with its exit code.

    Args:
        argv: Arguments without the program's name; those of the process by default.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    raise SystemExit(_run(arguments))


def command_line() -> NoReturn:
    """Entry point `sbd`: the command line, which explains itself when called with nothing."""
    from sbd_tool.cli.main import main as run

    raise SystemExit(run(sys.argv[1:] or ["--help"]))


def window() -> NoReturn:
    """Entry point `sbd-tool`: the window, with the file that was dropped on it."""
    raise SystemExit(_open_window(sys.argv[1:]))


def has_display() -> bool:
    """Whether a window could be seen."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(arguments: Sequence[str]) -> int:
    if list(arguments) in _OWN_WORDS:
        return _own_work(arguments[0])
    if arguments:
        from sbd_tool.cli.main import main as run

        return run(arguments)
    if has_display():
        return _open_window(())
    from sbd_tool.cli.main import demo

    return demo()


def _own_work(word: str) -> int:
    """What a bundled program asks of itself, for it is no Python to start a module with."""
    if word == "--read-apart":
        from sbd_tool.formats.worker import main as read_apart

        read_apart()
    else:
        from sbd_tool.app.warming import warm_up
        from sbd_tool.formats.fonts import bundle_faces

        bundle_faces()
        if word == "--make-ready":
            warm_up()
    return 0


def _open_window(arguments: Sequence[str]) -> int:
    from sbd_tool.gui.bootstrap import run

    code: int = run([Path(argument) for argument in arguments])
    return code


if __name__ == "__main__":
    main()

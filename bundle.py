"""Make a portable folder of the program: ``./run bundle [FOLDER]``.

The folder starts without Python, without installing and without network: copy it to a stick or a
disk and start ``sbd-tool`` in it. It holds what this machine's system needs, so a bundle for
Windows is made on Windows.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
NAME: Final = "sbd-tool"
UNREADY: Final = "--without-warming"
WHOLE: Final = ("rasterio", "pyogrio", "osmium", "ezdxf", "reportlab", "pyrage", "serial")
"""Packages that look for their own parts while running."""
WITH_FILES: Final = (
    "babel", "branca", "folium", "fontpkg_inter", "fontpkg_noto_sans", "jsonschema",
    "jsonschema_specifications", "pypdfium2", "pypdfium2_raw", "qtawesome", "xstatic",
)  # fmt: skip
"""Packages with files that are read while running."""
NAMED_ONLY: Final = ("xstatic.pkg.jquery", "xstatic.pkg.leaflet")
"""Modules that are named in words only."""
LEFT_OUT: Final = (
    "IPython", "PyInstaller", "hypothesis", "importlinter", "matplotlib", "mypy", "pytest",
    "pytestqt", "ruff", "tkinter", "xdist",
)  # fmt: skip
"""Tools of the workshop, and what is only ever tried for."""


def main(words: list[str]) -> int:
    """Build the folder; the last line on standard output is its path."""
    places = [word for word in words if word != UNREADY]
    target = Path(places[0]).resolve() if places else HERE / "dist"
    work = target / ".work"
    _build(target, work)
    shutil.rmtree(work, ignore_errors=True)
    _make_ready(target / NAME, "--cut-faces" if UNREADY in words else "--make-ready")
    print(target / NAME)  # noqa: T201 - this is what was asked for
    return 0


def _build(target: Path, work: Path) -> None:
    from PyInstaller.__main__ import run

    work.mkdir(parents=True, exist_ok=True)
    run(
        [
            str(HERE / "main.py"),
            *("--name", NAME, "--onedir", "--noconfirm", "--clean", "--log-level", "WARN"),
            *("--distpath", str(target), "--workpath", str(work), "--specpath", str(work)),
            *("--paths", str(HERE)),
            *_each("--collect-submodules", ("sbd_tool", *WHOLE)),
            *_each("--collect-data", (*WITH_FILES, *WHOLE)),
            *_each("--hidden-import", NAMED_ONLY),
            *_each("--exclude-module", LEFT_OUT),
            *("--additional-hooks-dir", str(_hooks(work))),
            *("--add-data", f"{HERE / 'resources'}:sbd_tool/_resources"),
            *("--add-data", f"{HERE / 'sample_sites'}:sbd_tool/_sample_sites"),
        ]
    )


def _hooks(work: Path) -> Path:
    """Some modules lie in the folder as files.

    Ours, since compiled numerics are kept beside them; those of docx, since it looks for its
    templates from the folder of a module.
    """
    folder = work / "hooks"
    folder.mkdir(exist_ok=True)
    for name in ("sbd_tool", "docx"):
        hook = f"module_collection_mode = {{'{name}': 'py'}}\n"
        if name == "docx":
            hook += "from PyInstaller.utils.hooks import collect_data_files\n"
            hook += "datas = collect_data_files('docx')\n"
        (folder / f"hook-{name}.py").write_text(hook, encoding="utf-8")
    return folder


def _each(option: str, names: tuple[str, ...]) -> list[str]:
    return [word for name in names for word in (option, name)]


def _make_ready(folder: Path, word: str) -> None:
    """Letters and compiled numerics lie in the folder: the first start is as quick as the next."""
    subprocess.run([folder / NAME, word], check=True, cwd=folder)  # noqa: S603 - just built


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

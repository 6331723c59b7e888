"""Time two hundred phone photos: taken in, saved, opened again, and copied for a report.

    python benchmarks/photos.py [--count 200] [--megapixels 12] [--json]

One synthetic picture is written once and told apart by a comment in each copy, so that every copy
has bytes of its own. Wall and processor seconds; the journal and the project lie in a temporary
folder.
"""

import argparse
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sbd_tool.app.photos.into_file import add_photos  # noqa: E402
from sbd_tool.app.photos.leaving import REPORT_PX, preview  # noqa: E402
from sbd_tool.app.photos.listing import photo_rows  # noqa: E402
from sbd_tool.app.projects import open_project, save_project  # noqa: E402
from sbd_tool.domain.project import Project  # noqa: E402


def picture(megapixels: float) -> bytes:
    height = round((megapixels * 1e6 * 0.75) ** 0.5)
    width = round(height / 0.75)
    rng = np.random.default_rng(7)
    small = rng.integers(0, 255, (height // 8, width // 8, 3), dtype=np.uint8)
    image = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
    exif = Image.Exif()
    gps = {1: "N", 2: (48.0, 5.0, 0.0), 3: "E", 4: (11.0, 33.0, 0.0), 16: "T", 17: 90.0}
    exif.get_ifd(0x8825).update(gps)
    held = io.BytesIO()
    image.save(held, "JPEG", exif=exif, quality=88)
    return held.getvalue()


def copies(folder: Path, raw: bytes, count: int) -> list[Path]:
    made = []
    for number in range(count):
        words = f"{number:08}".encode()
        comment = b"\xff\xfe" + (len(words) + 2).to_bytes(2) + words
        path = folder / f"IMG_{number:04}.jpg"
        path.write_bytes(raw[:2] + comment + raw[2:])
        made.append(path)
    return made


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    spent = {
        "wall_s": round(time.perf_counter() - wall, 3),
        "cpu_s": round(time.process_time() - cpu, 3),
    }
    return found, spent


def measure(count: int, megapixels: float, folder: Path) -> dict[str, object]:
    os.environ["SBD_STATE_DIR"] = str(folder / "state")
    raw = picture(megapixels)
    photos = folder / "DCIM"
    photos.mkdir()
    files = copies(photos, raw, count)
    target = folder / "square.sbd.gpkg"
    save_project(Project(id="bench", title="Benchmark", crs="EPSG:25832"), target)
    stamps: list[float] = []
    _, taking = timed(
        lambda: add_photos(target, files, saved=lambda _name: stamps.append(time.perf_counter()))
    )
    gaps = np.diff(stamps) * 1000
    found, opening = timed(lambda: open_project(target))
    opened: Project = found.project
    _, again = timed(lambda: add_photos(target, files))
    _, listing = timed(lambda: photo_rows(opened))
    first = next(iter(opened.photos))
    _, copying = timed(lambda: [preview(opened, first, REPORT_PX) for _ in range(10)])
    thumbs = sum(len(row.thumb) for row in photo_rows(opened))
    return {
        "count": len(opened.photos),
        "megabytes_each": round(len(raw) / 1e6, 2),
        "take_in_and_save": taking,
        "until_saved_ms_median": round(float(np.median(gaps)), 1),
        "until_saved_ms_p95": round(float(np.percentile(gaps, 95)), 1),
        "open": opening,
        "take_in_again_all_known": again,
        "list": listing,
        "copy_for_report_ms": round(100 * copying["wall_s"], 1),
        "thumbs_kb_each": round(thumbs / 1e3 / count, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--megapixels", type=float, default=12.0)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = measure(arguments.count, arguments.megapixels, Path(folder))
    if arguments.json:
        print(json.dumps(told, indent=1))
        return
    for name, value in told.items():
        print(f"{name:<28} {value}")


if __name__ == "__main__":
    main()

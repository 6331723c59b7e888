"""All property tests again with fresh random examples, one seed a case."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(seed: int, cases: int) -> dict[str, object]:
    """Run the laws with `cases` seeds from `seed` on; a failure is told with its seed."""
    failures: list[dict[str, object]] = []
    passed = 0
    for turn in range(cases):
        command = [
            sys.executable, "-m", "pytest", "-q", "tests/properties", "-p", "no:cacheprovider",
            f"--hypothesis-seed={seed + turn}",
        ]  # fmt: skip
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=dict(os.environ, SBD_HYPOTHESIS="wide"),
            capture_output=True,
            text=True,
            check=False,
        )
        passed += sum(int(count) for count in re.findall(r"(\d+) passed", done.stdout))
        if done.returncode:
            told = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "E  "))]
            failures.append({"seed": seed + turn, "told": told[:20]})
    return {"laws_passed": passed, "failures": failures}

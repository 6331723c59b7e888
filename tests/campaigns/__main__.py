"""Long runs whose result is kept: `./run campaign NAME [--seed N] [--cases N]`.

The result goes to docs/evidence/NAME.json with commit, seed, cases and the worst case.
"""

import argparse
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CAMPAIGNS = {
    "undo": 1_000,
    "kill": 100,
    "laws": 20,
    "speed": 400,
    "merge": 1_000,
}  # name of the module here -> cases of a full run


def main(arguments: list[str]) -> int:
    """Run one campaign and keep its evidence."""
    parser = argparse.ArgumentParser(prog="campaign", description=__doc__)
    parser.add_argument("name", choices=sorted(CAMPAIGNS))
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--cases", type=int, default=0, help="0 runs the full campaign")
    chosen = parser.parse_args(arguments)
    cases = chosen.cases or CAMPAIGNS[chosen.name]
    campaign = importlib.import_module(f"tests.campaigns.{chosen.name}")
    start, commit = time.monotonic(), _commit()
    outcome = campaign.run(chosen.seed, cases)
    evidence = {
        "campaign": chosen.name,
        "commit": commit,
        "seed": chosen.seed,
        "cases": cases,
        "seconds": round(time.monotonic() - start, 1),
        **outcome,
    }
    written = json.dumps(evidence, indent=2)
    print(written)
    if cases == CAMPAIGNS[chosen.name]:
        folder = ROOT / "docs" / "evidence"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{chosen.name}.json").write_text(written + "\n", encoding="utf-8")
    return int(bool(outcome.get("failures")))


def _commit() -> str:
    asked = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return asked.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

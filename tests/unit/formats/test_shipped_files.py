"""What is shipped is found, in a checkout and where a wheel puts it."""

import shutil
import subprocess
import sys

from sbd_tool.formats.resources import resource_path, sample_path


def test_a_checkout_finds_its_own_folders():
    assert resource_path("catalogue", "schema.json").is_file()
    assert resource_path().name == "resources"
    assert sample_path().name == "sample_sites"


def test_an_installed_package_finds_the_folders_mapped_into_it(tmp_path):
    package = tmp_path / "sbd_tool"
    shutil.copytree(
        resource_path().parent / "sbd_tool", package, ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(resource_path(), package / "_resources")
    says = (
        "from sbd_tool.app.rules import load_rules; import sbd_tool;"
        "print(len(load_rules().catalogue.measures), sbd_tool.__file__)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", says],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    number, place = done.stdout.split()
    assert number == "109"
    assert place.startswith(str(tmp_path))

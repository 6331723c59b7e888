"""The kernel of light is loaded before it is needed."""

import subprocess
import sys


def test_light_is_compiled_by_the_warm_up_and_not_by_importing_the_product() -> None:
    probe = (
        "import sys, sbd_tool.api\n"
        "from sbd_tool.app.light import warm_up\n"
        "before = 'sbd_tool.analysis.light_kernel' in sys.modules\n"
        "warm_up()\n"
        "kernel = sys.modules['sbd_tool.analysis.light_kernel'].illuminate\n"
        "print(before, len(kernel.signatures))\n"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "1"]


def test_importing_all_analyses_and_the_fast_assessment_load_no_compiler() -> None:
    probe = (
        "import sys\n"
        "from sbd_tool.analysis import ANALYSES\n"
        "from sbd_tool.scoring.indicators import INDICATORS\n"
        "assert ANALYSES['light'].is_slow and list(INDICATORS)\n"
        "print('numba' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]

"""Make compiled numerics ready before somebody waits: ``python -m sbd_tool.app.warming``.

Machine code is kept on disk, beside the package or in the user's cache folder. The first time takes
half a minute; `run` does it while installing, a window in the background when it opens.
"""

from sbd_tool.app.approach import warm_up as warm_up_approach
from sbd_tool.app.light import warm_up as warm_up_light
from sbd_tool.app.service_ways import warm_up as warm_up_service_ways
from sbd_tool.app.sight import warm_up as warm_up_sight
from sbd_tool.app.sweeping import sweep
from sbd_tool.domain.progress import SILENT, Progress


def warm_up(progress: Progress = SILENT) -> None:
    """Load or compile the numerics of sight, light, speeds and swept paths; tidy up first.

    Args:
        progress: Told between the parts; may raise ``Cancelled``.
    """
    progress.advance(0.0)
    sweep()
    warm_up_sight()
    progress.advance(0.6)
    warm_up_light()
    progress.advance(0.8)
    warm_up_approach()
    progress.advance(0.9)
    warm_up_service_ways()
    progress.advance(1.0)


if __name__ == "__main__":
    warm_up()

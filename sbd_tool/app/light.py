"""Light for a window: kernels made ready in the background."""

import numpy as np

from sbd_tool.analysis.light_field import illuminance
from sbd_tool.analysis.luminaires import ASSUMED_KIND, Luminaire
from sbd_tool.app.rules import load_rules


def warm_up() -> None:
    """Load or compile the kernel, so that the first light shown is as quick as the next.

    Takes about half a second, once per machine some seconds; the kernel lets other threads run.
    """
    lamp = Luminaire(
        id="",
        x=0.0,
        y=0.0,
        height_m=1.0,
        photometry=load_rules(None).rubric.luminaires[ASSUMED_KIND],
        factor=1.0,
        bearing_deg=None,
        is_assumed=True,
    )
    illuminance([lamp], np.zeros((1, 2)), np.empty((0, 5)), face_m=1.5, reach_m=1.0)

"""Make the numerics of approach speeds ready before somebody waits."""


def warm_up() -> None:
    """Load or compile the numerics of approach speeds (kept on disk between runs)."""
    from shapely.geometry import box

    from sbd_tool.analysis.approach.clearance import clearance_of
    from sbd_tool.analysis.approach.field import Driver, solve_field
    from sbd_tool.analysis.approach.lines import COARSE_HIGH
    from sbd_tool.analysis.approach.motion import RunUp
    from sbd_tool.analysis.approach.straight_runs import Sight

    ground = box(0, 0, 12, 12)
    driver = Driver(width_m=2.0, lateral_g=0.5, turning_m=6.0, run_up=RunUp(2.0, 20.0, 30.0))
    solve_field(clearance_of(ground, (0, 0, 12, 12), 0.5), driver, COARSE_HIGH)
    Sight(ground).longest(6.0, 6.0, (1.0, 0.0), 0.2)

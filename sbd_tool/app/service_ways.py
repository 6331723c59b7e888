"""Swept paths of service vehicles: make their numerics ready before somebody waits."""


def warm_up() -> None:
    """Load or compile the numerics of swept paths (kept on disk between runs)."""
    import numpy as np
    from shapely.geometry import LineString, box

    from sbd_tool.analysis.swept.outlines import outlines_of
    from sbd_tool.analysis.swept.passing import passing_of
    from sbd_tool.domain.access_results import Service, ServiceVehicle

    van = ServiceVehicle(
        key=Service.FIRE,
        length_m=5.0,
        width_m=2.0,
        wheelbase_m=3.0,
        front_overhang_m=1.0,
        turn_radius_m=7.0,
        reach_m=10.0,
    )
    standing = outlines_of([box(10, 4, 12, 6)])
    passing_of(LineString([(0, 0), (20, 0)]), van, standing, 0.2)
    ends, tries = np.array([[0.0, 0.0], [20.0, 0.0]]), np.array([[10.0, 3.0]])
    standing.prices(ends, tries, spacing_m=1.0, narrow=1.0, wish_m=2.0)

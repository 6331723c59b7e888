"""Keeping approach speeds current: a choice of a person, kept as a setting."""

from dataclasses import replace

from sbd_tool.app.workbench import Workbench


def keep_speeds(bench: Workbench, *, on: bool) -> None:
    """Say whether approach speeds are worked out after each change; switched on, they start."""
    bench.set_settings(replace(bench.settings, keep_speeds=on))
    bench.keeps_speeds = on
    if on and bench.is_assessment_current and bench.speeds_ticket is None:
        bench.work_out_speeds()

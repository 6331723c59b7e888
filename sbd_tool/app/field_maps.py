"""Maps of what was worked out at each place: which there are, and their colours and classes.

A new map is one entry in ``FIELD_MAPS`` over a subject of `sbd_tool.app.analysing`.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, Final

import numpy as np

from sbd_tool.app.analysing import analyse
from sbd_tool.app.rules import Rules
from sbd_tool.cartography.heat_map import HeatMap
from sbd_tool.domain.field_result import FieldResult, Floats, GridWish
from sbd_tool.domain.progress import SILENT, Progress
from sbd_tool.domain.project import Project
from sbd_tool.domain.registry import Registry
from sbd_tool.domain.rubric import Rubric
from sbd_tool.domain.text import Quantity, Text, text

LEAST_STEP_M: Final = 2.0
MOST_CELLS: Final = 6_000
"""A map by sight has no more cells than follow a change of the design within seconds."""

CAMERA_CLASSES: Final = ("monitor", "detect", "observe", "recognise", "identify", "inspect")
_EYES: Final = (0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0)
_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_WANTED_STEPS: Final = 5
_END: Final = 4.0
_ROUND_DEG: Final = 360.0


@dataclass(frozen=True, slots=True)
class Scale:
    """How values become colours: see `HeatMap` for the meaning of each."""

    stops: tuple[float, ...]
    decimals: int = 0
    class_words: tuple[Text, ...] = ()
    is_classed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMap:
    """One map.

    Attributes:
        key: Stable name.
        title: Heading of its legend.
        subject: What has to be worked out: a key of ``SUBJECTS``.
        column: Column of the result it shows.
        unit: Unit of the values, or "".
        scale: (known values, rubric) -> colours.
    """

    key: str
    title: Text
    subject: str
    column: str
    unit: str
    scale: Callable[[Floats, Rubric], Scale]


def even_scale(least_step: float, values: Floats, _rubric: Rubric) -> Scale:
    """Round limits over the values, the outermost 2 % at both ends left to the end colours."""
    low, high = (float(np.percentile(values, share)) for share in (2, 98))
    width = max(high - low, least_step * _WANTED_STEPS)
    power = 10.0 ** math.floor(math.log10(width / _WANTED_STEPS))
    step = next(power * one for one in _STEPS if power * one >= width / _WANTED_STEPS - 1e-12)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    marks = range(first, max(last, first + 1) + 1)
    decimals = next(n for n in range(6) if abs(round(step, n) - step) < 1e-9)  # noqa: PLR2004
    return Scale(tuple(number * step for number in marks), decimals)


def eyes_scale(_values: Floats, _rubric: Rubric) -> Scale:
    """Whole pairs of eyes: nobody is a class of its own."""
    words = [text("fields.eyes_nobody")]
    for low, high in pairwise(_EYES[1:-1]):
        one, two = Quantity(low), Quantity(high - 1)
        alone = high - low == 1
        words.append(
            text("fields.exactly", value=one)
            if alone
            else text("fields.between", low=one, high=two)
        )
    words.append(text("fields.or_more", low=Quantity(_EYES[-2])))
    return Scale(_EYES, 0, tuple(words), is_classed=True)


def worth_scale(_values: Floats, _rubric: Rubric) -> Scale:
    """Eyes weighted by time of day: broken numbers, the same limits."""
    return Scale((0.0, 0.5, *_EYES[1:]), 1, is_classed=True)


def camera_scale(_values: Floats, rubric: Rubric) -> Scale:
    """Classes of EN 62676-4 by the limits of the rubric."""
    limits = [rubric.value(f"camera_px_{key}") for key in CAMERA_CLASSES]
    words = [text("fields.class_none")] + [
        text(f"fields.class_{key}", least=Quantity(limit, "px/m", 0 if limit % 1 == 0 else 1))
        for key, limit in zip(CAMERA_CLASSES, limits, strict=True)
    ]
    return Scale((0.0, *limits, _END * limits[-1]), 0, tuple(words), is_classed=True)


FIELD_MAPS: Final[Registry[FieldMap]] = Registry(
    "map",
    tuple(
        FieldMap(
            key=key,
            title=text(f"fields.title_{key}"),
            subject=subject,
            column=column,
            unit=unit,
            scale=scale,
        )
        for key, subject, column, unit, scale in (
            ("area", "visibility", "area_m2", "m²", partial(even_scale, 10.0)),
            ("connectivity", "visibility", "connectivity", "", partial(even_scale, 1.0)),
            ("mean_depth", "visibility", "mean_depth", "", partial(even_scale, 0.01)),
            ("integration", "visibility", "integration", "", partial(even_scale, 0.1)),
            ("eyes", "surveillance", "observers", "", eyes_scale),
            ("eyes_day", "surveillance", "observers_day", "", worth_scale),
            ("eyes_evening", "surveillance", "observers_evening", "", worth_scale),
            ("eyes_night", "surveillance", "observers_night", "", worth_scale),
            ("cameras", "cameras", "px_per_m", "px/m", camera_scale),
        )
    ),
)


def work_out(
    project: Project, rules: Rules, subject: str, progress: Progress = SILENT
) -> FieldResult:
    """Values of a subject on a grid that suits the size of the square; to be run as a job.

    Raises:
        SquareMissingError: No square is picked.
        InputError: The grid cannot be laid.
    """
    found = project.feature(project.square) if project.square else None
    area = 0.0 if found is None else float(found[1].geometry.area)
    step = max(LEAST_STEP_M, math.ceil(2.0 * math.sqrt(area / MOST_CELLS)) / 2.0)
    progress.advance(0.0)
    return analyse(project, rules, subject, GridWish(step_m=step), progress)


def heat_of(one: FieldMap, result: FieldResult, rubric: Rubric) -> HeatMap | None:
    """The heat map of a result; None where no place has a value.

    Raises:
        ValueError: The result is not one of a grid.
    """
    frame = result.raster
    if frame is None:
        raise ValueError("only a grid becomes a heat map")
    column = np.asarray(result.columns[one.column], dtype=float)
    known = column[np.isfinite(column)]
    if not len(known):
        return None
    values = np.full(frame.rows * frame.columns, np.nan)
    values[frame.cell] = np.where(np.isfinite(column), column, np.nan)
    scale = one.scale(known, rubric)
    return HeatMap(
        key=one.key,
        title=one.title,
        values=values.reshape(frame.rows, frame.columns)[::-1],
        x0_m=frame.west_m,
        y0_m=frame.north_m - frame.rows * frame.step_m,
        step_m=frame.step_m,
        unit=one.unit,
        stops=scale.stops,
        is_classed=scale.is_classed,
        decimals=scale.decimals,
        class_words=scale.class_words,
    )


def cannot_be_shown(one: FieldMap, result: FieldResult) -> Text | None:
    """Why a result makes no map: what nobody drew is not "none"."""
    told = result.summary
    cameras = told.get("cameras", ())
    if one.subject == "cameras" and not cameras:
        return text("fields.no_cameras")
    if one.subject == "cameras" and not any(_says_where(camera) for camera in cameras):
        return text("fields.no_directions")
    if one.subject == "surveillance" and not any(told.get("eyes", {}).values()):
        return text("fields.no_eyes")
    return None


def _says_where(camera: Mapping[str, Any]) -> bool:
    return camera["direction_deg"] is not None or camera["field_deg"] >= _ROUND_DEG


_SHORT: Final = {
    "sight.note_no_buildings": "fields.note_no_buildings",
    "sight.note_sampled": "fields.note_sampled",
    "sight.note_weights": "fields.note_weights",
    "sight.note_directions": "fields.note_directions",
}


def legend_notes(result: FieldResult) -> tuple[Text, ...]:
    """What has to be said beside the colours, in few words."""
    notes: list[Text] = []
    for note in result.notes:
        if note.key in _SHORT:
            params: dict[str, Any] = dict(note.params)
            notes.append(text(_SHORT[note.key], **params))
    return tuple(notes)


def design_of(project: Project) -> tuple[object, ...]:
    """What a map depends on; two projects of one design hold the very same values here."""
    return (
        project.crs,
        project.square,
        project.layers,
        project.measures,
        project.answers,
        project.options,
        project.time_states,
        project.rules,
        project.luminaires,
    )


def is_same_design(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    """Whether nothing was changed that a map could show; compares by identity, so it is quick."""
    return all(one is two for one, two in zip(before, now, strict=True))

"""Our values as plain JSON values and back: one codec for digest, journal and project file.

Dataclasses become objects by field name; a missing field takes its default and an unknown field is
ignored, so that a value written before an additive change still reads. Nothing is ever executed.
"""

import base64
import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import numpy as np
from shapely.geometry.base import BaseGeometry

from sbd_tool.domain.wkb import geometry_from_wkb, wkb_of

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]

_TAG: Final = "$"  # names the dataclass where a field may hold one of several


def canonical(plain: Plain) -> str:
    """Write a plain value as the one JSON text it has: sorted keys, floats by repr, ASCII."""
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def to_plain(value: Any, hint: Any = None) -> Plain:
    """Turn a value into plain JSON values.

    Args:
        value: A dataclass of ours, or anything one may hold.
        hint: Declared type; an int in a float field becomes a float, so equal values read equal.

    Raises:
        TypeError: A kind of value that no project may hold.
    """
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, StrEnum):
        return str(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return value + 0.0  # minus zero is zero: no table of numbers keeps its sign
    if isinstance(value, int):
        return float(value) if _wants_float(hint) else value
    return _compound_to_plain(value, hint)


def _compound_to_plain(value: Any, hint: Any) -> Plain:
    if isinstance(value, BaseGeometry):
        return wkb_of(value).hex()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return _dataclass_to_plain(value, is_tagged=len(_members(hint)) > 1)
    if isinstance(value, Mapping):
        inner = _arguments(hint)[1:2] or (None,)
        return {str(key): to_plain(entry, inner[0]) for key, entry in value.items()}
    if isinstance(value, Sequence):
        hints = _element_hints(hint, len(value))
        return [to_plain(entry, inner) for entry, inner in zip(value, hints, strict=True)]
    raise TypeError(f"{type(value).__name__} cannot be stored")


def from_plain(hint: Any, plain: Plain) -> Any:
    """Build a value of the declared type from plain JSON values.

    Raises:
        ValueError: The plain value does not fit the type.
    """
    if hint is Any or hint is object or hint is None:
        return _frozen(plain)
    members = _members(hint)
    if len(members) > 1 or _is_optional(hint):
        return _union_from_plain(hint, members, plain)
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _tuple_from_plain(hint, plain)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_from_plain(hint, plain)
    if dataclasses.is_dataclass(hint):
        return _dataclass_from_plain(hint, plain)
    return _scalar_from_plain(hint, plain)


def _dataclass_to_plain(value: Any, *, is_tagged: bool) -> Plain:
    kind: Any = type(value)
    hints = _hints(kind)
    plain: dict[str, Plain] = {_TAG: kind.__name__} if is_tagged else {}
    for field in dataclasses.fields(value):
        plain[field.name] = to_plain(getattr(value, field.name), hints[field.name])
    return plain


def _dataclass_from_plain(hint: Any, plain: Plain) -> Any:
    if not isinstance(plain, dict):
        raise ValueError(f"{hint.__name__} is stored as an object")  # noqa: TRY004 - one error type
    hints = _hints(hint)
    try:
        return hint(
            **{name: from_plain(hints[name], plain[name]) for name in hints if name in plain}
        )
    except TypeError as error:
        raise ValueError(str(error)) from error


def _union_from_plain(hint: Any, members: tuple[Any, ...], plain: Plain) -> Any:
    if plain is None and _is_optional(hint):
        return None
    if len(members) == 1:
        return from_plain(members[0], plain)
    if isinstance(plain, dict):
        for member in members:
            if getattr(member, "__name__", "") == plain.get(_TAG):
                return from_plain(member, plain)
    if isinstance(plain, str | int | float | bool):
        return plain
    raise ValueError(f"no member of {hint} fits")


def _tuple_from_plain(hint: Any, plain: Plain) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        raise ValueError("a list was expected")  # noqa: TRY004 - one error type
    hints = _element_hints(hint, len(plain))
    if len(hints) != len(plain):
        raise ValueError("a list has the wrong length")
    return tuple(from_plain(inner, entry) for inner, entry in zip(hints, plain, strict=True))


def _mapping_from_plain(hint: Any, plain: Plain) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise ValueError("an object was expected")  # noqa: TRY004 - one error type
    inner = _arguments(hint)[1]
    return {key: from_plain(inner, entry) for key, entry in plain.items()}


def _scalar_from_plain(hint: Any, plain: Plain) -> Any:
    if isinstance(hint, type) and isinstance(plain, str):
        if issubclass(hint, BaseGeometry):
            return geometry_from_wkb(bytes.fromhex(plain))
        if hint is bytes:
            return base64.b64decode(plain, validate=True)
        if issubclass(hint, StrEnum):
            return hint(plain)
    if hint is float and isinstance(plain, int | float) and not isinstance(plain, bool):
        return float(plain)
    if type(plain) is hint:
        return plain
    raise ValueError(f"{hint} was expected")


def _frozen(plain: Plain) -> Any:
    if isinstance(plain, list):
        return tuple(_frozen(entry) for entry in plain)
    if isinstance(plain, dict):
        return {key: _frozen(entry) for key, entry in plain.items()}
    return plain


@functools.cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _arguments(hint: Any) -> tuple[Any, ...]:
    return typing.get_args(hint)


def _is_union(hint: Any) -> bool:
    return typing.get_origin(hint) in {typing.Union, types.UnionType}


def _is_optional(hint: Any) -> bool:
    return _is_union(hint) and type(None) in _arguments(hint)


def _members(hint: Any) -> tuple[Any, ...]:
    if not _is_union(hint):
        return (hint,)
    return tuple(member for member in _arguments(hint) if member is not type(None))


def _wants_float(hint: Any) -> bool:
    members = _members(hint)
    return float in members and int not in members


def _element_hints(hint: Any, count: int) -> tuple[Any, ...]:
    arguments = _arguments(next(iter(_members(hint)))) if hint is not None else ()
    if not arguments:
        return (None,) * count
    if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - tuple[X, ...]
        return (arguments[0],) * count
    return arguments

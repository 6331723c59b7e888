"""Every word a value holds, at any depth, so that a new field is searched without being named."""

import dataclasses
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from sbd_tool.domain.text import Text


def spoken(value: Any) -> Iterator[str]:
    """All strings inside a value: fields, keys and entries of mappings, parameters of sentences.

    Members of enumerations are words of ours and are left out; so are geometries and bytes.
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value
    else:
        for inner in _inside(value):
            yield from spoken(inner)


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, Text):
        yield from (inner for _, inner in value.params)
    elif isinstance(value, Mapping):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (getattr(value, field.name) for field in dataclasses.fields(value))

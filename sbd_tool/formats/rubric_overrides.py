"""Changes of a project to the rubric: dotted path, value, reason, author."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

from sbd_tool.domain.rubric import RuleChange
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import Document, broken, check

Overrides = Mapping[str, tuple[object, str, str]]

_KEYED: Final = ("families", "indicators", "numbers")
_FIELDS: Final = {
    "families": ("weight",),
    "indicators": ("weight", "breaks"),
    "numbers": ("value",),
    "print_rule": ("coverage", "supply_coverage", "width_points"),
}
_WHOLE: Final = ("floors", "strengths")
FILE: Final = "rubric"


def with_profile(document: Document, profile: str) -> Document:
    """Put the numbers and breakpoints of a profile in place of the default's.

    Raises:
        RuleFileError: There is no such profile.
    """
    if profile in ("", "default"):
        return document
    if profile not in document["profiles"]:
        raise broken(FILE, "profiles", profile, text("rubric.problem.no_profile", value=profile))
    own = document["profiles"][profile]
    numbers = [
        {**row, "value": own[row["key"]], "note": f"{row.get('note', '')} [{profile}]"}
        if row["key"] in own
        else row
        for row in document["numbers"]
    ]
    indicators = [
        {**row, "breaks": own[row["key"]]} if row["key"] in own else row
        for row in document["indicators"]
    ]
    return {**document, "numbers": numbers, "indicators": indicators}


def with_overrides(document: Document, overrides: Overrides) -> Document:
    """Lay a project's changes over a rubric and give back a new one.

    Raises:
        RuleFileError: A path is not known or not open to change, or a reason is missing.
    """
    changed: dict[str, Any] = deepcopy(dict(document))
    for path, (value, reason, _author) in sorted(overrides.items()):
        if not reason.strip():
            raise _refused(path, text("rubric.problem.no_reason"))
        _set(changed, path, _plain(value), reason)
    if overrides:
        check(changed, FILE, resource_path("rubrics", "schema.json"), "rubric")
    return changed


def rule_changes(below: Document, above: Document, overrides: Overrides) -> tuple[RuleChange, ...]:
    """What changed, from what to what, by whom and why; what came to the same is left out."""
    told = (
        RuleChange(
            path=path,
            before=_rows(_at(below, path)),
            after=_rows(_at(above, path)),
            author=author,
            reason=reason,
        )
        for path, (_, reason, author) in sorted(overrides.items())
    )
    return tuple(one for one in told if one.before != one.after)


def _at(document: Document, path: str) -> Any:
    part, _, rest = path.partition(".")
    key, _, field = rest.partition(".")
    if part in _KEYED:
        row = next(row for row in document[part] if row["key"] == key)
        return row[field or "value"]
    if not rest:
        return document[part]
    return document[part][int(rest) if part == "strengths" else rest]


def _rows(value: Any) -> tuple[tuple[float, ...], ...]:
    rows = value if isinstance(value, (list, tuple)) else [value]
    return tuple(
        tuple(float(one) for one in (row if isinstance(row, (list, tuple)) else (row,)))
        for row in rows
    )


def _set(document: dict[str, Any], path: str, value: object, reason: str) -> None:
    part, _, rest = path.partition(".")
    key, _, field = rest.partition(".")
    if part in _KEYED:
        field = field or ("value" if part == "numbers" else "")
        row = next((row for row in document[part] if row["key"] == key), None)
        if row is None or field not in _FIELDS[part]:
            raise _refused(path, text("rubric.problem.no_path"))
        row[field] = value
        # A changed figure is the project's own judgement from now on.
        if part == "numbers":
            row.update(basis="c", source="", note=reason[:300])
        elif field == "breaks":
            row.update(basis="c", sources=[])
    elif (part == "print_rule" and rest in _FIELDS[part]) or (
        part in _WHOLE and _known(document[part], rest)
    ):
        target = document[part]
        target[int(rest) if part == "strengths" else rest] = value
    elif path == "bands":
        document["bands"] = value
    else:
        raise _refused(path, text("rubric.problem.no_path"))


def _known(table: Mapping[Any, object], key: str) -> bool:
    return key in {str(one) for one in table}


def _plain(value: object) -> object:
    """Tuples become lists, as a YAML file would give them."""
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def _refused(path: str, problem: Text) -> Exception:
    entry, _, field = path.rpartition(".")
    return broken(FILE, entry or path, field or path, problem)

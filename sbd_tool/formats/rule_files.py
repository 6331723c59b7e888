"""Rule files: YAML read safely, checked against a JSON Schema, failures said in words."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml

from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.text import Text, text
from sbd_tool.formats.resources import resource_path

Document = Mapping[str, Any]

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 20
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SHOWN: Final = 60
_KINDS: Final = {
    "enum": "enum",
    "const": "enum",
    "type": "type",
    "minimum": "bound",
    "maximum": "bound",
    "exclusiveMinimum": "bound",
    "exclusiveMaximum": "bound",
}


@dataclass(frozen=True, slots=True)
class RuleFile:
    """Words of a rule file and the name by which a failure speaks of it."""

    name: str
    content: str

    @classmethod
    def at(cls, path: Path) -> "RuleFile":
        """Read a file.

        Raises:
            RuleFileError: It is missing, too large or not text.
        """
        try:
            if path.stat().st_size > MAX_BYTES:
                raise too_large(path.name)
            return cls(path.name, path.read_bytes().decode("utf-8"))
        except OSError as problem:
            raise RuleFileError(
                text("catalogue.file_missing", file=path.name),
                text("catalogue.file_missing.hint"),
                path.name,
            ) from problem
        except UnicodeDecodeError as problem:
            raise RuleFileError(
                text("catalogue.file_not_text", file=path.name),
                text("catalogue.file_not_text.hint"),
                path.name,
            ) from problem

    @property
    def digest(self) -> str:
        """SHA-256 of the words."""
        return sha256(self.content.encode("utf-8")).hexdigest()


def too_large(name: str) -> RuleFileError:
    """The failure of a file that no rule file would ever be."""
    return RuleFileError(
        text("catalogue.file_too_large", file=name), text("catalogue.file_too_large.hint"), name
    )


def read_document(file: RuleFile, schema: Path, definition: str) -> Document:
    """Parse a rule file and check it.

    A shipped file whose digest is listed in ``checked.json`` was checked when it was written and
    is not checked again: that saves a fifth of a second at every start.

    Raises:
        RuleFileError: Not YAML, too large or nested too deep, or breaks the schema.
    """
    is_known = checked_digests().get(file.digest) == f"{schema.parent.name}:{definition}"
    if not is_known:
        _bound(file)
    document = parse(file)
    if not is_known:
        check(document, file.name, schema, definition)
    return dict(document)


def parse(file: RuleFile) -> Any:
    """Parse YAML with a loader that builds plain values only.

    Raises:
        RuleFileError: It is not YAML.
    """
    try:
        return yaml.load(file.content, Loader=_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise _not_yaml(file, problem) from problem


@lru_cache(maxsize=1)
def checked_digests() -> Mapping[str, str]:
    """Digest of a shipped file -> schema it was checked against."""
    try:
        found = json.loads(resource_path("checked.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(digest): str(schema) for digest, schema in found.items()}


def _bound(file: RuleFile) -> None:
    """Refuse what would blow up while it is built: size, depth, aliases."""
    if len(file.content) > MAX_BYTES:
        raise too_large(file.name)
    depth = 0
    try:
        for event in yaml.parse(file.content, Loader=_LOADER):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH or isinstance(event, yaml.AliasEvent):
                raise RuleFileError(
                    text("catalogue.file_too_deep", file=file.name),
                    text("catalogue.file_too_deep.hint"),
                    file.name,
                )
    except (yaml.YAMLError, ValueError, RecursionError) as problem:
        raise _not_yaml(file, problem) from problem


def _not_yaml(file: RuleFile, problem: Exception) -> RuleFileError:
    mark = getattr(problem, "problem_mark", None)
    return RuleFileError(
        text("catalogue.file_not_yaml", file=file.name, line=mark.line + 1 if mark else 1),
        text("catalogue.file_not_yaml.hint"),
        file.name,
    )


@lru_cache(maxsize=16)
def _validator(schema: Path, definition: str) -> Any:
    from jsonschema import Draft202012Validator

    document = json.loads(schema.read_text("utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": document["$defs"]})


def check(document: object, name: str, schema: Path, definition: str) -> None:
    """Check a parsed document against a definition of a schema.

    Raises:
        RuleFileError: The first break, with file, entry and field.
    """
    errors = sorted(
        _validator(schema, definition).iter_errors(document), key=lambda e: list(map(str, e.path))
    )
    if not errors:
        return
    first = errors[0]
    raise broken(name, *_place(document, list(first.absolute_path)), _problem(first))


def broken(name: str, entry: str, field: str, problem: Text) -> RuleFileError:
    """The failure of one field of one entry of one file."""
    return RuleFileError(
        text("catalogue.breaks_rule", file=name, entry=entry, field=field, problem=problem),
        text("catalogue.breaks_rule.hint"),
        name,
    )


def _place(document: object, path: list[str | int]) -> tuple[str, str]:
    """Name of the entry and path of the field inside it."""
    entry, here = "", document
    fields: list[str] = []
    for step in path:
        here = here[step] if isinstance(here, (list, dict)) else None  # type: ignore[index]
        if isinstance(step, int) and isinstance(here, dict) and ("id" in here or "key" in here):
            entry = " / ".join(filter(None, (entry, str(here.get("id", here.get("key"))))))
            fields = []
        else:
            fields.append(str(step + 1 if isinstance(step, int) else step))
    return entry[:_SHOWN] or "-", ".".join(fields)[:_SHOWN] or "-"


def _problem(error: Any) -> Text:
    """A break of the schema in words of our own; the library speaks English only."""
    keyword, value = str(error.validator), str(error.instance)[:_SHOWN]
    kind = _KINDS.get(keyword)
    if keyword == "required":
        present = error.instance if isinstance(error.instance, dict) else {}
        missing = [key for key in error.validator_value if key not in present]
        return text("catalogue.problem.required", field=_listed(missing))
    if keyword == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {})
        strange = [key for key in error.instance if key not in known]
        return text("catalogue.problem.unknown", field=_listed(strange))
    if kind is None:
        return text("catalogue.problem.form", value=value)
    return text(f"catalogue.problem.{kind}", value=value, allowed=_listed(error.validator_value))


def _listed(values: object) -> str:
    items: Iterable[object] = values if isinstance(values, (list, tuple)) else (values,)
    return ", ".join(str(item) for item in items)[: 3 * _SHOWN]

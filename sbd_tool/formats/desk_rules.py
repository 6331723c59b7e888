"""Read the tolerances of the import desk: `resources/roles/{doctor,georeference}.yaml`."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from sbd_tool.domain.catalogue import Basis
from sbd_tool.domain.diagnosis import DoctorRules
from sbd_tool.domain.errors import RuleFileError
from sbd_tool.domain.georeference import GeoreferenceRules
from sbd_tool.domain.role_rules import Limit
from sbd_tool.domain.roles import Role
from sbd_tool.domain.text import text
from sbd_tool.formats.resources import resource_path
from sbd_tool.formats.rule_files import RuleFile, parse

Built = TypeVar("Built")


@lru_cache(maxsize=1)
def read_doctor_rules() -> DoctorRules:
    """Read the tolerances of the input doctor.

    Raises:
        RuleFileError: The shipped file is broken.
    """
    return _built("doctor.yaml", _doctor)


@lru_cache(maxsize=1)
def read_georeference_rules() -> GeoreferenceRules:
    """Read the numbers that judge a fit.

    Raises:
        RuleFileError: The shipped file is broken.
    """
    return _built("georeference.yaml", lambda found: GeoreferenceRules(_limits(found)))


def _built(name: str, build: Callable[[Mapping[str, Any]], Built]) -> Built:
    try:
        return build(parse(RuleFile.at(resource_path("roles", name))))
    except (KeyError, TypeError, ValueError) as broken:
        raise RuleFileError(
            text("ingest.rules_broken", file=name, reason=str(broken)[:200]),
            text("ingest.rules_broken_hint"),
            name,
        ) from broken


def _doctor(found: Mapping[str, Any]) -> DoctorRules:
    return DoctorRules(
        limits=_limits(found),
        thin_roles=_roles(found["thin_roles"]),
        network_roles=_roles(found["network_roles"]),
        filling_roles=_roles(found["filling_roles"]),
    )


def _roles(names: list[str]) -> frozenset[Role]:
    return frozenset(Role(name) for name in names)


def _limits(found: Mapping[str, Any]) -> dict[str, Limit]:
    return {
        row["key"]: Limit(
            key=row["key"],
            value=float(row["value"]),
            basis=Basis(row["basis"]),
            source=row["source"],
        )
        for row in found["limits"]
    }

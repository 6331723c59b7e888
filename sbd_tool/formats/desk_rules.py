"""Read the tolerances of the import desk: `resources/roles/{doctor,georeference}.yaml`."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sbd_tool.domain.diagnosis import DoctorRules
from sbd_tool.domain.georeference import GeoreferenceRules
from sbd_tool.domain.roles import Role
from sbd_tool.formats.limit_rules import built_from, limits_of


@lru_cache(maxsize=1)
def read_doctor_rules() -> DoctorRules:
    """Read the tolerances of the input doctor.

    Raises:
        RuleFileError: The shipped file is broken.
    """
    return built_from("roles", "doctor.yaml", _doctor)


@lru_cache(maxsize=1)
def read_georeference_rules() -> GeoreferenceRules:
    """Read the numbers that judge a fit.

    Raises:
        RuleFileError: The shipped file is broken.
    """
    return built_from(
        "roles", "georeference.yaml", lambda found: GeoreferenceRules(limits_of(found))
    )


def _doctor(found: Mapping[str, Any]) -> DoctorRules:
    return DoctorRules(
        limits=limits_of(found),
        thin_roles=_roles(found["thin_roles"]),
        network_roles=_roles(found["network_roles"]),
        filling_roles=_roles(found["filling_roles"]),
    )


def _roles(names: list[str]) -> frozenset[Role]:
    return frozenset(Role(name) for name in names)

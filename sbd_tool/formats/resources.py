"""Where the files that ship with the product lie: in a checkout and in an installed wheel."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """Path of a shipped file or folder below ``resources/``; it need not exist.

    Examples:
        >>> resource_path("symbols", "bollard.svg").is_file()
        True
    """
    return _shipped("_resources", "resources").joinpath(*parts)


def sample_path(*parts: str) -> Path:
    """Path of a shipped file or folder below ``sample_sites/``."""
    return _shipped("_sample_sites", "sample_sites").joinpath(*parts)


def _shipped(in_wheel: str, in_checkout: str) -> Path:
    # The wheel maps the top-level folders into the package (setup.py); a checkout does not.
    inside = _PACKAGE / in_wheel
    return inside if inside.is_dir() else _PACKAGE.parent / in_checkout

"""Read the numbers that photos work with: `resources/photos/photos.yaml`."""

from functools import lru_cache

from sbd_tool.domain.photo_rules import PhotoRules
from sbd_tool.formats.limit_rules import built_from, limits_of


@lru_cache(maxsize=1)
def read_photo_rules() -> PhotoRules:
    """Read the shipped numbers.

    Raises:
        RuleFileError: The file is broken.
    """
    return built_from("photos", "photos.yaml", lambda found: PhotoRules(limits_of(found)))

"""The rules of an assessment, read from data: catalogue, rubric and weight sets."""

from sbd_tool.formats.catalogue_file import read_catalogue
from sbd_tool.formats.rubric_file import profile_keys, read_rubric
from sbd_tool.formats.weight_sets import read_weight_rules

__all__ = ["profile_keys", "read_catalogue", "read_rubric", "read_weight_rules"]

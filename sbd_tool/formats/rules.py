"""The rules of an assessment, read from data: catalogue of measures and rubric."""

from sbd_tool.formats.catalogue_file import read_catalogue
from sbd_tool.formats.rubric_file import profile_keys, read_rubric

__all__ = ["profile_keys", "read_catalogue", "read_rubric"]

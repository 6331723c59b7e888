"""Luminaire files: EULUMDAT and IES LM-63, read into one kind of value."""

from sbd_tool.formats.photometry.library import read_generic, read_photometry, read_with_digest

__all__ = ["read_generic", "read_photometry", "read_with_digest"]

"""Dropped files and folders: what is taken in, and what is left with the reason."""

from sbd_tool.formats.dropped import MOST_ENTRIES, MOST_TAKEN, Dropped, sort_out

__all__ = ["MOST_ENTRIES", "MOST_TAKEN", "Dropped", "sort_out"]

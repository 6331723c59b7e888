"""Annotating, measuring and laying out runs on the map."""

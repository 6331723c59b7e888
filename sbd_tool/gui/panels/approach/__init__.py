"""Approach speeds along the edge: list, map, and the run-up that checks each."""

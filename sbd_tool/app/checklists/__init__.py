"""Checklists in a project: put, moved, answered, settled, and told to the scores."""

"""Tasks of checklists: list, page of one question, places on the map, two assessors."""

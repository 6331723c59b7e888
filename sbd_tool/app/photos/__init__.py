"""Photos of a project: taken in, placed, marked, checked, and let out."""

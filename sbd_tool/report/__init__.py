"""From assessment to pages, maps and tables, edition by edition."""

"""People walking out, played on the map."""

"""The ring round the protected zones, and the line that would close it."""

"""The ring round a protected zone: every gap of it, for vehicles and for people."""

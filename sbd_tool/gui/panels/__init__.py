"""The docks of the workspace."""

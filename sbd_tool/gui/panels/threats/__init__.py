"""The threat view."""

"""SbD Tool: openness and protection of a public square, side by side."""

__version__ = "0.1.0"

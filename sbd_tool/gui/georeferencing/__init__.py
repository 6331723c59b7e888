"""Laying pictures and drawings on the ground: control points, a fit, and how good it is."""

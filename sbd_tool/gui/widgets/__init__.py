"""Painted and composed widgets that several panels share."""

"""Floating, non-modal cards."""

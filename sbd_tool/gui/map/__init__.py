"""The map canvas: viewport, frames, tools and overlays."""

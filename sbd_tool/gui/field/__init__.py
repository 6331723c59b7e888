"""The window on site: big targets, where somebody stands, no panels."""

"""Editing on the map by mouse and keys: tools over the operations of `sbd_tool.domain.edits`."""

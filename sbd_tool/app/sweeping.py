"""Tidying at the start: what runs that were killed left in the temporary folder."""

from sbd_tool.formats.scratch import remove_old_scratch


def sweep() -> None:
    """Remove old folders of this user's killed runs; what cannot be removed stays, in silence."""
    remove_old_scratch()

"""Three-way merge of projects by object and field: planner, officer and tablet without a server."""

from sbd_tool.domain.merge.conflicts import Choice, Conflict, Side
from sbd_tool.domain.merge.projects import Merged, merged

__all__ = ["Choice", "Conflict", "Merged", "Side", "merged"]

"""Review in the window: comments on the map and beside it."""

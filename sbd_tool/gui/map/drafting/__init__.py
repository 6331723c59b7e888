"""What helps while drawing and knows no tool: aids, snapping, typed entries."""

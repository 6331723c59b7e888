"""What people who use the square say and what happened there: sums and context, never a score."""

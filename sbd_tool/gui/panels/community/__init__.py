"""What people who use the square say, and what happened there."""

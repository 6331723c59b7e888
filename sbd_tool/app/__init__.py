"""What the user can do, without a toolkit."""

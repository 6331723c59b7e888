"""The attack on every export before it leaves: what of the project must not be in the file."""

"""What exists: nouns, units, errors. Imports nothing above it."""

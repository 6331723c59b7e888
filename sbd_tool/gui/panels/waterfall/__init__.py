"""The waterfall of both ledgers."""

"""What it means: readings, ledgers, explanations. Pure."""

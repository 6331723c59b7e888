"""Draw list, styles, symbols and labels, without a toolkit."""

"""Best sets of measures: exhaustively, or proven on a surrogate (docs/method/best-sets.md)."""

"""Weights of families: elicited, held in bounds, compared. Pure arithmetic, no files, no words."""

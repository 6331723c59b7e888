"""Robustness: draws over weights, curves and inputs; tipping weights; one-at-a-time swings."""

"""Whose weights, how firm an order is, and which checks remove most doubt."""

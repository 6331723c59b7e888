"""The look at fairness."""

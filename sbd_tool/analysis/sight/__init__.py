"""Sight: private numerics of the analyses that ask what can be seen from where."""

"""Passages: ways out for the crowd, and ways in for service vehicles."""

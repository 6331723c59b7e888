"""The visit list: which checks, and in which order they are walked."""

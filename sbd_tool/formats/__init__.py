"""Bytes to tables and projects, and back: the only reader and writer of data files."""

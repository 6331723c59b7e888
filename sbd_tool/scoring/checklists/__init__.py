"""Checklists: what is asked where, and how far two assessors agree; pure."""

"""Editing geometry in metres: pure operations that give sound shapes or say why they cannot."""

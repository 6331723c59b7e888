"""States in time and design options in the window: strip, menus, comparison."""

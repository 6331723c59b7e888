"""Photos in the window: taking in, contact sheet, the picture with pen and brush."""

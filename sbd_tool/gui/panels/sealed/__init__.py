"""The sealed police layer in the window: opened, drawn, closed; nothing plain leaves memory."""

"""Lines that close every vehicle route to a protected zone, at least cost; pure geometry."""

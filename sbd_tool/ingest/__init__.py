"""From raw tables to a site: roles, coordinates, repair. Pure."""

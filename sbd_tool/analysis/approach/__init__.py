"""How fast a vehicle can be where it comes to the edge of the square: a bracket, never a mean."""

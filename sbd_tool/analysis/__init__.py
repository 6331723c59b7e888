"""What is true of the effective site. Pure; analyses never import each other."""

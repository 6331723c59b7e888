"""Labels of a project: the set beside TLP, labels of objects, and who lowered which."""

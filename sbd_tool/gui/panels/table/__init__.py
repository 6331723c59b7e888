"""The attribute table: measures or the features of a layer, row by row."""

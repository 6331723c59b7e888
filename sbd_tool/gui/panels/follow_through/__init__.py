"""What became of the advice: of one project, and of a folder of them."""

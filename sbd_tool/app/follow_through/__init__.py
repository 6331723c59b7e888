"""What became of advice, in one project and in a folder of projects."""

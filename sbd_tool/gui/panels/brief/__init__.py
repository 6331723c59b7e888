"""The brief as tests: chip, list of conditions, sentences with blanks."""

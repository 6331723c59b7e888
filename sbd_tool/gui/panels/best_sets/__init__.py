"""Best sets of measures: chart, list, what is in a set."""

"""Best sets of measures: candidates, effects by the true model, search, re-evaluation."""

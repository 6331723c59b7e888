"""The import desk: a card that looks into drawings before they are brought in."""

"""Ways of people: who gets where, how far it is, and what is in the way."""

"""Review: comments as threads, what changed since the last look, decisions and signatures."""

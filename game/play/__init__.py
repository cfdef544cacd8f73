"""Play: a run through a story, and what a reader may see of it."""

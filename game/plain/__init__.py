"""The plain front end: line by line, for screen readers, pipes and tests."""

"""Notice to Appear: a text adventure that explains how the United States deports people."""

__version__ = "0.1.0"

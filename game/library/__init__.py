"""The library: the evidence that every story draws on."""

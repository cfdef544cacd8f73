"""Walkthroughs: scripted playthroughs that test a story."""

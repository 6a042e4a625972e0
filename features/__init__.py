"""Gherkin: one file for each interaction, one for each theme of the whole flow, and their steps."""

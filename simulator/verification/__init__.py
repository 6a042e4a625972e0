"""Verifies an endpoint of somebody else's: plays the features against it, and tells what was checked and how."""

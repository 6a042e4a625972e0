"""The tools of the field that answer one request, each set up to do as much of what ours does as it can."""

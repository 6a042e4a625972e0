"""Speed is measured here, by `make bench`, and nowhere else: tests assert truths, not times."""

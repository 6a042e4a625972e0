"""The four systems, live: the same ports as the stubs', on `requests`."""

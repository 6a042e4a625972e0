"""The providers' formats, one file each: what is sent, what is read, and one table of refusals."""

"""What comes in: bodies, plain or in chunks, and the digests that vouch for them."""

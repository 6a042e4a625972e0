"""What S3 does with one object."""

"""What S3 does with the service and its buckets."""

"""The file storage stub: S3 over path-style URLs."""

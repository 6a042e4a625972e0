"""Live file storage: any S3 server, or a folder; what is put is read back, and only what was put is removed."""

"""What is kept: buckets, objects and uploads, and the media that hold their bytes."""

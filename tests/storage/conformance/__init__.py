"""What S3 does, as checks of any server that speaks it: `python -m tests.storage.conformance URL` prints the score.

Each check is a sentence of Amazon's API reference or user guide, tried by boto3 or by raw requests.
"""

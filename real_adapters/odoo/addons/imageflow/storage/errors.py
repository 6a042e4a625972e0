"""What a storage backend raises."""


class StorageUnavailable(Exception):
    """An object was not put, given or deleted; later may go better."""


class StorageRefused(Exception):
    """An object was not put, given or deleted, and never will be."""

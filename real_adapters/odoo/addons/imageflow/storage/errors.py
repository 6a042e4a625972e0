"""Why an object was not put, given or deleted."""


class StorageError(Exception):
    """The text says why; one of the two below says whether to try again."""


class StorageUnavailable(StorageError):
    """No answer, or one that says "later": trying again may go better."""


class StorageRefused(StorageError):
    """A final no."""

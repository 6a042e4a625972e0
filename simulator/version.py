"""This product's version, as it was installed."""

from importlib.metadata import PackageNotFoundError, version


def product_version() -> str:
    """Give the version of the installed distribution."""
    try:
        return version("imageflow-sandbox")
    except PackageNotFoundError:
        return "0+source"

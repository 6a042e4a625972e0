"""One port a system: what the harness needs of it, whether a stub or a real one stands behind.

A port, its stub (`stubs/<system>`) and its real adapter (`real_adapters/<system>`) bear one name.
"""

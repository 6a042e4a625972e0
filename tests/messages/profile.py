"""How these properties are tried: the same examples in every run, and few enough for each commit."""

from typing import Final

from hypothesis import HealthCheck, settings

PROFILE: Final = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

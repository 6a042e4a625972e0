"""AUTOMATIC1111 (and Forge): `sdapi`."""

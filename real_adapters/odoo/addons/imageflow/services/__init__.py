"""The flow's steps, as plain modules: models and controllers are thin over them."""

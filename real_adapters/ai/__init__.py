"""Live AI services: one adapter over five providers' formats, a budget of images, and honest words about money."""

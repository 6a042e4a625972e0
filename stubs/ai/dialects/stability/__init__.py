"""Stability AI: v2beta image generation."""

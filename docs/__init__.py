"""What is written about the product, and what writes it."""

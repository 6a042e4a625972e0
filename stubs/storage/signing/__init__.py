"""Who asks: signatures in headers, in queries and in forms."""

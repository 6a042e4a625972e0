"""The data nodes, held against what real n8n was recorded to do."""

"""What the stubs' HTTP surfaces share: cheap routes, capped bodies, OpenAPI from the contracts, background work."""

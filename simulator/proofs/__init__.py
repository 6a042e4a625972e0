"""The ledger: which scenario was last proved against which version of which real system, and when."""

"""Stories: what the flow does when all is well, and when something is not; played by themselves."""

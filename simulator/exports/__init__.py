"""The contracts as others write them down: made anew from the models at each call, so that they can't drift."""

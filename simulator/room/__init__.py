"""The control room: one page that shows a run while it happens, and lets people disturb it.

Its own timing (batches, pings, the pauses between a story's captions) is wall time on the loop: the room watches the
run and is no part of it, so the run's clock, which people stop and move on from here, does not pace it.
"""

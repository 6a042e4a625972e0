"""What a run leaves behind: the page people read, and the files that scripts and CI servers read."""

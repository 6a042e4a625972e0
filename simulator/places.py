"""Folders of the user's own that outlive a run."""

import os
from pathlib import Path


def made_folder() -> Path:
    """Give the folder that notes what runs have made on real systems and not yet taken away."""
    base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "imageflow" / "made"

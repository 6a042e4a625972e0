"""Makes the contracts that the addon ships in `lib/` importable, as `contracts`."""

import sys
from pathlib import Path

LIB = str(Path(__file__).parent / "lib")

if LIB not in sys.path:
    sys.path.append(LIB)

"""What keeps a native system from running.

```
CouldNotCheck     (contracts.ports.system)
└── NotToBeHad    it can't be installed here and today: nothing failed, nothing is proved
NativeFailure     it is installed and does not run: something is broken
```
"""

from contracts.ports.system import CouldNotCheck


class NotToBeHad(CouldNotCheck):
    """It can't be installed here and today; the text says why and what to do."""


class NativeFailure(Exception):
    """It is installed and does not run as it should; the text says what was seen and where to look."""

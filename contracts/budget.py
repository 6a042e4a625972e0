"""A budget of images: counted before they are asked for, and given back when they surely cost nothing."""

import threading

from contracts.ports.ai import GenerationFailed


class ImageBudget:
    """So many images and no more."""

    def __init__(self, most: int | None) -> None:
        """Allow so many; any number when None."""
        self.most, self.spent = most, 0
        self._lock = threading.Lock()

    def take(self, images: int) -> None:
        """Count images that are about to be asked for.

        Raises:
            GenerationFailed: `budget`, before anything is sent: there are not so many left.
        """
        with self._lock:
            if self.most is not None and self.spent + images > self.most:
                left = self.most - self.spent
                raise GenerationFailed(
                    "budget",
                    f"{images} images were wanted, and {left} of {self.most} are left: raise --max-images.",
                    charged="no",
                )
            self.spent += images

    def give_back(self, images: int) -> None:
        """Take images off the count again that surely cost nothing."""
        with self._lock:
            self.spent -= images

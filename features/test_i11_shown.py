"""I11 The portal shows the image to its owner alone."""

from pytest_bdd import scenarios

scenarios("i11_shown.feature")

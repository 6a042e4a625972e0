"""I03 The request is handed over for dispatch."""

from pytest_bdd import scenarios

scenarios("i03_hand_over.feature")

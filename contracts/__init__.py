"""The ground: what every participant of the flow promises. Imports no other package of this project."""

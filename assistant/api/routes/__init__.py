"""One module per resource of the answer API."""

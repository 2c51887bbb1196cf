"""The answer API: HTTP in front of the library and the answering chain."""

"""Documents by their URL: only from public addresses, within limits of size and time."""

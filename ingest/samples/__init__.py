"""Sample briefings in our own words, so that a fresh installation has something to answer from."""

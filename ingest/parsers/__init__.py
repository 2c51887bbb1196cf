"""One parser for each file format; those of complicated formats run in a child process."""

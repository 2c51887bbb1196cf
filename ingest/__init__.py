"""Turns files into dated briefings and adds them to the library."""

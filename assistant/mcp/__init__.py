"""The briefings as tools for other assistants, by the Model Context Protocol.

Every tool is a call of our own HTTP API, so an assistant is told what every other caller is told,
checked and limited in the same way.
"""

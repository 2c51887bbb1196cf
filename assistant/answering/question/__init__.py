"""Understands a question: what it names, what it asks for, what a follow-up leans on."""

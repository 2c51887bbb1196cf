"""The chat page: a client of the answer API that speaks HTTP and knows only its schemas."""

"""Whether a sentence that a chat model wrote says what the passages that it cites say."""

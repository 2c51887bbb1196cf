"""From a question to an answer whose every statement rests on a verified quote."""

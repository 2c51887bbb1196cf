"""How two dated editions are set side by side: align, compare, word, sort. Pure."""

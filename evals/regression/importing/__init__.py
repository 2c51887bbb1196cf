"""Other people's question sets, turned into regression cases."""

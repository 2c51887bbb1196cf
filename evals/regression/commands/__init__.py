"""What the commands of `r2p eval` do."""

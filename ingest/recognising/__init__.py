"""One file per kind of document, and the parts they share."""

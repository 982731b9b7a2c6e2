"""Document -> the layers of the Record; every stage is a pure function, joined by memcon.pipeline alone."""

"""memcon reads diplomatic news and statements into a sourced, checkable record of who spoke with whom."""

"""The parsers of each language, brought to one scheme of dependency labels so that rules are written once."""

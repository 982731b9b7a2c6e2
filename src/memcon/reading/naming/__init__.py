"""The steps of memcon.reading.actors: words, names, titles, persons, powers, references back."""

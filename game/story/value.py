"""What a fact of a story can be."""

#: Yes or no, a whole number, or one of a few words.
Value = bool | int | str

"""The library: the evidence that every story draws on."""

from game.library.model import Era, Exhibit, Figure, Library, Profile, Role, Source, Term, Value, Voice

__all__ = ["Era", "Exhibit", "Figure", "Library", "Profile", "Role", "Source", "Term", "Value", "Voice"]

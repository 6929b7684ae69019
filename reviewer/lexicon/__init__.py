"""The words, as data: with what each meaning is said, and beside what it is another word."""

from reviewer.lexicon.words import Lexicon, Mark, Token, blanked, data, lexicon

__all__ = ["Lexicon", "Mark", "Token", "blanked", "data", "lexicon"]

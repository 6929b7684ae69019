"""Why a file could not be read."""


class ReadError(Exception):
    """The file holds no form that can be read; the message is one Chinese clause for the user."""

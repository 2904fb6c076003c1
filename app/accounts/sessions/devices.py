"""Browsers in words: enough for people to recognise theirs, and nothing finer."""

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
"""In this order: each of the first says that it is one of the last, too."""

_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def device_label(user_agent: str) -> str:
    """Return a browser and its system, as in "Firefox, Android"; empty when it does not tell."""
    names = (_first(user_agent, _BROWSERS), _first(user_agent, _SYSTEMS))
    return ", ".join(name for name in names if name)


def _first(user_agent: str, marks: tuple[tuple[str, str], ...]) -> str:
    """Return the name of the first mark found."""
    return next((name for mark, name in marks if mark in user_agent), "")

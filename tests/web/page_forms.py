"""The forms of a page, read and filled as a browser without scripts does."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class PageForm:
    """One form of a page: where it is sent, and what it holds."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    """Names of those that a person sees."""


class _Reader(HTMLParser):
    """Collects the forms that are sent by POST."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms = address, list[PageForm]()
        self._form: PageForm | None = None
        self._name, self._text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a control of it."""
        has = dict(attrs)
        if tag == "form" and has.get("method") == "post":
            self._form = PageForm(has.get("action") or self.address)
            self.forms.append(self._form)
        if self._form is None:
            return
        name, value = has.get("name") or "", has.get("value") or ""
        if tag == "input" and name:
            self._note_input(name, value, has)
        elif tag in {"textarea", "select"}:
            self._name, self._text = name, ""
            self._form.shown |= {name} if name else set()
        elif tag == "option" and ("selected" in has or self._name not in self._form.fields):
            self._form.fields[self._name] = value

    def _note_input(self, name: str, value: str, has: dict[str, str | None]) -> None:
        """Note a control of one tag."""
        assert self._form is not None
        kind = has.get("type") or "text"
        self._form.shown |= {name} if kind != "hidden" else set()
        if kind not in {"radio", "checkbox", "submit"} or "checked" in has:
            self._form.fields[name] = value

    def handle_data(self, data: str) -> None:
        """Collect the text of a control."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Close a control or the form."""
        if tag == "textarea" and self._form is not None and self._name:
            self._form.fields[self._name] = self._text.removeprefix("\n").removeprefix("\r\n")
        if tag == "form":
            self._form = None


def forms_of(page: str, *, at: str = "") -> list[PageForm]:
    """Return the forms of a page, in their order, that are sent by POST."""
    reader = _Reader(at)
    reader.feed(page)
    return reader.forms


def form_with(page: str, name: str, *, at: str = "") -> PageForm:
    """Return the one form of a page that shows a field."""
    (found,) = [one for one in forms_of(page, at=at) if name in one.shown]
    return found

"""What search is to know of questions, beside what is said in them."""

from app.forum.events import HelpfulChanged, SolutionChanged, SolutionChecked
from app.threads import search


def index_solution(event: SolutionChanged) -> None:
    """Let a thread and the answers concerned be found as solved and solution, or no longer."""
    concerned = (one for one in (event.post_id, event.former_id) if one is not None)
    search.index_state(event.thread_id, *concerned)


def index_checked(event: SolutionChecked) -> None:
    """Let a question be found as solved no more once its solution is out of date, and again."""
    search.index_state(event.thread_id)


def rate(event: HelpfulChanged) -> None:
    """Let what helped more people be found first."""
    search.rate(event.thread_id, event.post_id)

"""What the forum tells people of, beside what happens in any thread, and in which words."""

from app.core.i18n import _, lazy, nlazy
from app.forum.enums import QuestionAct
from app.forum.services.help_offers import TO_CHECK, WAITING
from app.notices.enums import Nature
from app.notices.shapes import NoticeKind
from app.threads.kinds import ActKind
from app.threads.notifications import Wording, concerned, says

WORDS = {
    "answered": Wording(
        label=lazy("an answer to what I asked"),
        sentence=nlazy(
            "{who} answered your question “{title}”.",
            "{who} answered your question “{title}”.",
        ),
    ),
}
"""How the forum speaks where it does not speak as any room."""

NOTICE_KINDS = (
    NoticeKind(
        kind=WAITING,
        nature=Nature.DIRECT,
        label=lazy("a question on what I can help with, which has waited for a day"),
        candidates=concerned,
        say=says(
            nlazy(
                "Nobody has answered {who} yet: “{title}”. You said that you can help with this.",
                "Nobody has answered {who} yet: “{title}”. You said that you can help with this.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.accepted",
        nature=Nature.DIRECT,
        label=lazy("my answer, chosen as the solution"),
        candidates=concerned,
        say=says(
            nlazy(
                "{who} chose your answer as the solution of “{title}”.",
                "{who} chose your answer as the solution of “{title}”.",
            )
        ),
    ),
    NoticeKind(
        kind=TO_CHECK,
        nature=Nature.DIRECT,
        label=lazy("a solution that is to be checked"),
        candidates=concerned,
        say=lambda item: _(
            "To be checked: is the solution of “{title}” still true?", title=item.subject.title
        ),
    ),
    NoticeKind(
        kind="forum.outdated",
        nature=Nature.DIRECT,
        label=lazy("a solution that is out of date"),
        candidates=concerned,
        say=says(
            nlazy(
                "{who} says that the solution of “{title}” is out of date.",
                "{who} say that the solution of “{title}” is out of date.",
            )
        ),
    ),
    NoticeKind(
        kind="forum.checked",
        nature=Nature.DIRECT,
        label=lazy("a solution that was checked"),
        candidates=concerned,
        say=says(
            nlazy(
                "{who} checked the solution of “{title}”: it is still true.",
                "{who} checked the solution of “{title}”: it is still true.",
            )
        ),
    ),
)
"""What is addressed to one person, and only questions have."""

ACT_KINDS = (
    ActKind(
        kind=QuestionAct.DUPLICATE,
        say=lambda name, title: _(
            "{name} closed “{title}”: the same question has been asked elsewhere.",
            name=name,
            title=title,
        ),
        heading=lazy("Your thread was closed"),
    ),
    ActKind(
        kind=QuestionAct.SOLVED,
        say=lambda name, title: _(
            "{name} chose the solution of your question “{title}”.", name=name, title=title
        ),
        heading=lazy("A solution of your question was chosen"),
        reverse=QuestionAct.UNSOLVED,
    ),
    ActKind(
        kind=QuestionAct.UNSOLVED,
        say=lambda name, title: _(
            "{name} took back the solution of your question “{title}”.", name=name, title=title
        ),
        heading=lazy("The solution of your question was taken back"),
    ),
)
"""What moderators do to questions only, as their author is told."""

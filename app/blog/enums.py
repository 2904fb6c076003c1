"""Where an article stands, what moves it on, and who does."""

from enum import StrEnum


class ArticleState(StrEnum):
    """Where the text of an article stands."""

    DRAFT = "draft"
    """Its authors write; nobody else sees it."""
    SUBMITTED = "submitted"
    """It waits for an editor."""
    IN_REVIEW = "in_review"
    """One editor, who is named, reads it."""
    CHANGES_REQUESTED = "changes"
    """The editor said what is missing; its authors write again."""
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    """It is published by itself at a moment that was set."""
    PUBLISHED = "published"
    CORRECTION = "correction"
    """It is published, and its authors propose another text, which waits for an editor."""
    ARCHIVED = "archived"
    """It is read at its address, and listed no more."""
    WITHDRAWN = "withdrawn"
    """Its authors took it back."""
    DECLINED = "declined"


class DeskNeed(StrEnum):
    """What has to be said with a move."""

    REMARK = "remark"
    """What is to be changed."""
    REASON = "reason"
    MOMENT = "moment"
    TEXT = "text"
    """The article as it is to be read."""


class DeskMove(StrEnum):
    """What leads an article from one state to another."""

    SUBMIT = "submit"
    TAKE = "take"
    RELEASE = "release"
    """An editor gives it back to the others."""
    REQUEST_CHANGES = "request_changes"
    APPROVE = "approve"
    SCHEDULE = "schedule"
    PUBLISH = "publish"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    RESUME = "resume"
    """What was withdrawn or declined is written on."""
    UNPUBLISH = "unpublish"
    """An editor takes it off the blog, to be changed or to be left."""
    CORRECT = "correct"
    """An author proposes another text for what is published."""
    ACCEPT_CORRECTION = "accept_correction"
    REJECT_CORRECTION = "reject_correction"
    FIX_TYPO = "fix_typo"
    """An editor changes what is published, and calls it a slip of the pen."""
    ARCHIVE = "archive"
    RESTORE = "restore"


class DeskRole(StrEnum):
    """Who makes a move."""

    AUTHOR = "author"
    EDITOR = "editor"
    """Any editor who did not write it."""
    REVIEWER = "reviewer"
    """The editor who is named on it."""

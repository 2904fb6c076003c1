"""A thread as search engines understand it. Source: schema.org, QAPage."""

from app.threads.shapes import PostItem, PostsOfPage, ThreadHead
from app.web.addresses import site_url


def structured_data(head: ThreadHead, posts: PostsOfPage) -> dict[str, object]:
    """Return the question and its answers; nothing for a discussion, or without the opening."""
    opening = next((post for post in posts.items if post.is_opening), None)
    if head.kind != "question" or opening is None:
        return {}
    answers = [post for post in posts.items if post.is_answer and not post.is_deleted]
    question = _post(opening, "Question") | {
        "name": head.title,
        "answerCount": head.answer_count,
        "suggestedAnswer": [_post(post, "Answer") for post in answers if not post.is_featured],
    }
    chosen = [_post(post, "Answer") for post in answers if post.is_featured]
    if chosen:
        question["acceptedAnswer"] = chosen[0]
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def _post(post: PostItem, kind: str) -> dict[str, object]:
    """Return one post."""
    return {
        "@type": kind,
        "text": post.excerpt,
        "dateCreated": post.created_at.isoformat(),
        "upvoteCount": post.usefulness,
        "url": site_url() + post.url,
        "author": {"@type": "Person", "name": post.author.display_name},
    }

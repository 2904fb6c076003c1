"""What search engines read of an article."""

from app.blog.shapes import PublishedArticle
from app.web.addresses import site_url


def structured_data(article: PublishedArticle) -> dict[str, object]:
    """Return an article in the words of schema.org. Source: schema.org/Article."""
    card = article.card
    return {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": card.title,
        "description": card.summary,
        "datePublished": card.published_at.isoformat(),
        "dateModified": card.updated_at.isoformat(),
        "mainEntityOfPage": site_url() + card.url,
        "wordCount": article.word_count,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/CommentAction",
            "userInteractionCount": card.comment_count,
        },
        **({"image": site_url() + card.cover.url} if card.cover else {}),
        **({"articleSection": card.category} if card.category else {}),
        **({"keywords": list(article.tags)} if article.tags else {}),
        "author": [
            {"@type": "Person", "name": face.display_name}
            | ({"url": site_url() + face.url} if face.url else {})
            for face in card.authors
        ],
    }

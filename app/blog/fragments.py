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
        "mainEntityOfPage": site_url() + card.url,
        "wordCount": article.word_count,
        "author": [
            {"@type": "Person", "name": face.display_name}
            | ({"url": site_url() + face.url} if face.url else {})
            for face in card.authors
        ],
    }

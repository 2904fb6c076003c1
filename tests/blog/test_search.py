"""Articles and comments are found as such."""

from tests.conftest import ClientFor
from tests.factories import make_account
from tests.factories.blog import make_article


def test_a_search_is_narrowed_to_articles_or_to_comments(client_for: ClientFor):
    article = make_article(title="Le pamplemousse rose", body="Un fruit pour la kermesse.")
    reader = client_for(make_account())
    reader.post(f"/blog/{article.slug}/commentaires", data={"body": "Le pamplemousse jaune aussi."})
    page = ""
    for kind, holds, lacks in (
        ("article", "pour la <mark>kermesse", "jaune"),
        ("comment", "jaune", "pour la"),
    ):
        word = "kermesse" if kind == "article" else "pamplemousse"
        page = client_for(None).get(f"/recherche?q={word}&type={kind}").text
        assert holds in page, kind
        assert lacks not in page, kind
    assert "Articles" in page
    assert "Commentaires" in page

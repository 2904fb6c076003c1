"""A volunteer asks, another answers, the asker is told, likes the answer and marks it as solved."""

import re

from tests.factories import make_account
from tests.factories.groups import make_group


def _form(client, path, **fields: object):
    response = client.post(path, data=fields)
    assert response.status_code == 303, response.get_data(as_text=True)
    return response.headers["Location"]


def test_the_main_job_by_plain_forms(client_for):
    group = make_group(slug="entraide")
    asker, helper = make_account(display_name="Léa"), make_account(display_name="Karim")
    asking, helping = client_for(asker), client_for(helper)

    thread_url = _form(
        asking,
        f"/questions/nouvelle?groupe={group.slug}",
        kind="question",
        title="Qui assure les bénévoles de la fête ?",
        body="Nous ne savons **pas**.",
        tags="assurance, fête",
    )
    thread_id = int(re.findall(r"/questions/(\d+)-", thread_url)[0])
    _form(helping, f"/questions/{thread_id}/reponses", body="La responsabilité civile.")

    news = asking.get("/notifications").get_data(as_text=True)
    assert "Karim a répondu à votre question" in news
    page = asking.get(thread_url).get_data(as_text=True)
    post_id = int(re.findall(r'id="m(\d+)"', page)[1])

    _form(asking, f"/likes/forum.post:{post_id}")
    _form(asking, f"/questions/{thread_id}/solution", post_id=post_id)

    page = client_for(None).get(thread_url).get_data(as_text=True)
    assert "Résolu par Karim" in page
    assert '"acceptedAnswer"' in page
    news = helping.get("/notifications").get_data(as_text=True)
    assert "Léa a choisi votre réponse comme solution" in news
    assert "Léa aime" not in news, "they are no friends"
    assert "Léa aime" in helping.get("/notifications?voir=autres").get_data(as_text=True)

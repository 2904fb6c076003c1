"""Where a thread is found."""

import pytest

from tests.factories.forum import make_thread


@pytest.mark.parametrize("old", ["", "--", "-autre-titre"])
def test_a_thread_whose_title_has_no_latin_letter_stands_under_its_number(client_for, old):
    thread_id = make_thread(title="Кто поможет нам?")
    url = f"/questions/{thread_id}"
    answer = client_for(None).get(url + old, follow_redirects=True)
    assert answer.status_code == 200
    assert answer.request.path == url
    assert f'rel="canonical" href="http://localhost{url}"' in answer.text


@pytest.mark.parametrize("old", ["", "--", "-autre-titre"])
def test_other_threads_stand_under_number_and_words(client_for, old):
    thread_id = make_thread(title="Qui peut nous aider ?")
    answer = client_for(None).get(f"/questions/{thread_id}{old}")
    assert (answer.status_code, answer.location) == (
        303,
        f"/questions/{thread_id}-qui-peut-nous-aider",
    )

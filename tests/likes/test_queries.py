"""Questions about likes."""

from app.core.subjects import SubjectRef
from app.likes import services
from app.likes.queries import liked_among
from tests.factories import make_account, seen_by
from tests.factories.forum import make_post, make_thread


def _ref(post_id: int) -> SubjectRef:
    return SubjectRef("forum.post", post_id)


def test_what_somebody_likes_among_many_costs_one_query(queries):
    thread_id, reader = make_thread(), seen_by(make_account())
    refs = [_ref(make_post(thread_id=thread_id)) for _ in range(3)]
    for ref in refs[:2]:
        services.like(reader, ref)
    services.like(seen_by(make_account()), refs[2])
    with queries(at_most=1):
        assert liked_among(reader, refs) == set(refs[:2])
    other_kind = SubjectRef("blog.article", refs[0].id)
    assert liked_among(reader, [other_kind, refs[2]]) == set()


def test_nothing_is_asked_for_nobody_or_for_nothing(queries):
    reader = seen_by(make_account())
    with queries(at_most=0):
        assert liked_among(seen_by(None), [_ref(1)]) == set()
        assert liked_among(reader, []) == set()

"""Likes of what has no author any more, or is gone."""

from app.core import clock
from app.core.subjects import SubjectRef
from app.forum.queries.facts import POST
from app.likes.notifications import LIKED
from app.likes.queries import like_count
from app.likes.services import import_likes, like
from app.notices.shapes import ActivityItem
from app.threads.services import removals
from tests.factories.accounts import make_account, seen_by
from tests.factories.forum import make_post


def _liked(post_id, author, *, by):
    return ActivityItem(
        id=1,
        kind=LIKED.kind,
        subject=SubjectRef(POST, post_id),
        container=None,
        audience=None,
        actor_id=by.id,
        created_at=clock.now(),
        concerns={author.id: LIKED.kind},
    )


def test_nobody_is_told_of_a_like_of_what_was_deleted_meanwhile():
    author, reader = make_account(), make_account()
    post_id = make_post(author=author)
    like(seen_by(reader), SubjectRef(POST, post_id))
    (told,) = LIKED.candidates(_liked(post_id, author, by=reader))
    assert (told.account_id, told.may_see) == (author.id, True)
    removals.delete_post(seen_by(author), post_id)
    (told,) = LIKED.candidates(_liked(post_id, author, by=reader))
    assert not told.may_see


def test_likes_given_elsewhere_come_once_each_and_to_what_is_there_already():
    ref, reader, other = SubjectRef(POST, make_post()), make_account(), make_account()
    like(seen_by(reader), ref)
    for _twice in range(2):
        import_likes(ref, [reader.id, other.id, other.id], at=clock.now())
    assert like_count(ref) == 2

"""Drafts: whose they are, and when they go."""

from app.accounts import services as accounts
from app.threads.queries.drafts import drafts_of
from app.threads.services.drafts import DraftText, save_draft
from tests.factories import make_account, seen_by


def test_the_drafts_of_a_closed_account_are_gone_and_no_others():
    leaving, staying = make_account(), make_account()
    kept = {account: seen_by(account) for account in (leaving, staying)}
    for viewer in kept.values():
        save_draft(viewer, "new", DraftText(title="Une question"), version=0)
        save_draft(viewer, "thread:1", DraftText(body="Une réponse"), version=0)
    accounts.close(kept[leaving], kept[leaving].known_id)
    assert drafts_of(kept[leaving]) == ()
    assert len(drafts_of(kept[staying])) == 2

"""An address of every page, filled from what somebody did before."""

from collections.abc import Mapping

NOT_PAGES = frozenset(
    {
        "assets.static_file",
        "forum.fresh",
        "forum.news",
        "forum.post",  # leads to the thread
        "forum.reply_to",  # leads to the thread
        "forum.thread_by_number",  # leads to the thread
        "forum.sheet_by_number",  # leads to the sheet
        "forum.load",
        "forum.people",
        "forum.people_to_ask",
        "forum.similar",
        "home_health.healthz",
        "home_metrics.metrics",
        "home_health.readyz",
        "home_house.manifest",
        "home_house.robots",
        "home_house.service_worker",
        "home_house.sitemap",
        "media.picture",
    }
)
"""Endpoints that answer GET without a page of their own: files, pieces for scripts, short cuts."""

ADDRESSES: Mapping[str, str] = {
    "accounts.ask_move": "/parametres/adresse",
    "accounts.ask_recovery": "/mot-de-passe-oublie",
    "accounts.blocks": "/parametres/blocages",
    "accounts.change_password": "/parametres/mot-de-passe",
    "accounts.confirm_page": "{confirm}",
    "accounts.confirmed": "/confirmation",
    "accounts.move_page": "{move}",
    "accounts.stop_move_page": "{stop_move}",
    "accounts.preferences": "/parametres/preferences",
    "accounts.recover": "{recover}",
    "accounts.recovery_asked": "/mot-de-passe-oublie/envoye",
    "accounts.sessions": "/parametres/sessions",
    "accounts.settings": "/parametres",
    "accounts.sign_in": "/connexion",
    "accounts.sign_up": "/inscription",
    "accounts.welcome": "/bienvenue",
    "forum.history": "/questions/messages/{post}/historique",
    "forum.replies": "/questions/{thread}/suite/{answer}",
    "forum.thread": "{thread_url}",
    "forum.threads": "/questions",
    "forum.confirm": "/questions/{due_thread}/toujours-vrai",
    "forum.outdated": "/questions/{due_thread}/depassee",
    "forum.plan": "/questions/{due_thread}/verification",
    "forum.listing": "/brouillons",
    "forum.move": "/questions/{own_thread}/deplacer",
    "forum.sheet": "{thread_url}/imprimer",
    "forum.ask": "/questions/nouvelle",
    "forum.act": "{act}",
    "forum.delete": "/questions/messages/{post}/supprimer",
    "forum.edit": "/questions/messages/{post}/modifier",
    "friends.ask": "/amis/lea-moreau/demander",
    "friends.friends": "/amis",
    "groups.choose_level": "{group}/notifications",
    "groups.found": "/groupes/nouveau",
    "groups.groups": "/groupes",
    "groups.join": "/groupes/tresorerie-et-subventions/rejoindre",
    "groups.member": "{group}/membres/{other}",
    "groups.members": "{group}/membres",
    "groups.requests": "{group}/demandes",
    "groups.settings": "{group}/reglages",
    "home.front": "/",
    "home_groups.group": "{group}",
    "home_house.about": "/a-propos",
    "home_house.privacy": "/confidentialite",
    "home_house.rules": "/regles",
    "home_people.person": "/membres/{other}",
    "home_search.search": "/recherche?q=assurance",
    "home_week.week": "/lettres/semaine",
    "letters.arrival_page": "/parametres/lettres/arrivee/x",
    "letters.settings": "/parametres/lettres",
    "letters.stop_page": "{stop}",
    "letters.stop_weekly_page": "{stop_weekly}",
    "likes.likers": "/likes/forum.post:{answer}",
    "media.face": "/parametres/photo",
    "media.send_page": "/medias/nouvelle",
    "media.sent": "/medias/{picture}/inserer",
    "notices.notices": "/notifications",
    "notices.settings": "/parametres/notifications",
}
"""Endpoint → address; what stands in braces is made by the stage of the test."""

MORE = {
    "an empty list": "/recherche?q=zzzzzz",
    "a thread by time": "{thread_url}?ordre=temps",
    "a friend": "/membres/{friend}",
    "the drawer": "/notifications?voir=autres",
    "the rules tried out": "/parametres/notifications?quoi=likes.liked&qui=other&fil=mute&groupe=",
    "a page that is not there": "/rien-de-tel",
    "a solution to be checked": "/questions/{due_thread}",
    "a solution out of date": "/questions/{outdated_thread}",
    "solutions to be checked": "/questions?onglet=sans-reponse&pour=a-verifier",
    "replying": "{thread_url}?repondre={answer}",
}
"""Other faces of the same pages."""

"""What the house says of itself, to people, search engines and phones."""

from functools import partial

from flask import Blueprint, current_app, render_template
from werkzeug.wrappers import Response

from app.core.viewer import GUEST
from app.home.queries.front_page import public_addresses
from app.web.addresses import site_url
from app.web.assets import asset, asset_content
from app.web.guards import public
from app.web.kept_requests import kept
from app.web.responses import render_page
from app.web.visitor_cache import keep_for_visitors

pages = Blueprint("home_house", __name__)
_SAID = {"about": "/a-propos", "rules": "/regles", "privacy": "/confidentialite"}
"""What the house says of itself: what this place is, how people treat each other, what is kept."""


def _said(template: str) -> str:
    """Show one of the pages that change with the program alone."""
    keep_for_visitors("house")
    return render_page(template)


for _name, _address in _SAID.items():
    _view = partial(_said, f"home/{_name}.html")
    pages.add_url_rule(_address, _name, public(kept()(_view)))


@pages.get("/sitemap.xml")
@public
@kept()
def sitemap() -> Response:
    """List the public pages for search engines. Source: sitemaps.org, protocol 0.9."""
    keep_for_visitors("lists", "groups")
    body = render_template(
        "home/sitemap.xml", addresses=public_addresses(GUEST), site_url=site_url()
    )
    return Response(body, mimetype="application/xml")


@pages.get("/robots.txt")
@public
def robots() -> Response:
    """Tell search engines where not to go."""
    lines = (
        "User-agent: *",
        "Disallow: /recherche",
        "Disallow: /questions/nouvelle",
        f"Sitemap: {site_url()}/sitemap.xml",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@pages.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """Let phones install the site. Source: W3C Web Application Manifest."""
    name = current_app.config["SETTINGS"].site_name
    body = {
        "name": name,
        "short_name": name[:12],
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": "fr",
        "background_color": "#faf6ec",
        "theme_color": "#1d4a3c",
        "icons": [
            {
                "src": asset(f"img/icon-{size}.png"),
                "sizes": f"{size}x{size}",
                "type": "image/png",
                "purpose": "any maskable",
            }
            for size in (192, 512)
        ],
    }
    return Response(current_app.json.dumps(body), mimetype="application/manifest+json")


@pages.get("/sw.js")
@public
def service_worker() -> Response:
    """Send the script that keeps opened pages for when there is no network."""
    response = Response(asset_content("js/sw.js"), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response

"""What a browser with one tab, two and ten costs: `python -m bench.tabs`, in Chromium.

Each round opens a new browser for each number of tabs, one after the other.
"""

import http.client
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain, cycle, islice
from pathlib import Path
from shutil import copy
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench.communities import SMALL, sqlite_community
from bench.cookies import cookie_of
from bench.counted_line import SOCKET, CountedLine
from bench.replies import post_reply
from bench.report import Table, figure, replace
from bench.rows import ACCOUNTS, group_of, url_of
from bench.servers import Server, Site, memory_of, serving, tree_of, work_of
from tests.machine import find_chromium
from tests.servers import CHROMIUM_ARGS

ROUNDS, REPLIES = 5, 8
CROWDS = (1, 2, 10)
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
SLOWER = 4
"""How many times slower than this machine the phone is."""
MEMBER = 7
REST_MS, TUNNEL_MS, PATIENCE_MS = 1500, 3000, 30_000
NOTES = """
globalThis.noted = {watched: [], added: [], isBack: null};
addEventListener("live:watched", () => noted.watched.push(performance.now()), true);
addEventListener("live:post.added", () => noted.added.push(Date.now()), true);
addEventListener("pageshow", (event) => { noted.isBack = event.persisted; });
"""
Figure = tuple[str, float]
"""What was measured, and how much it is."""
COLUMNS = ("what", "median", "worst")
SAYS = (
    f"{ROUNDS} rounds, each in a new browser. A member has each tab on another thread of a site of"
    f" one process with SQLite. The phone is {SLOWER} times slower than this machine. A reply is to"
    " the thread of the first tab, a notice is of a reply to a thread in none of them."
)


@dataclass(slots=True, kw_only=True)
class Bench:
    """What is at hand in each round."""

    server: Server
    line: CountedLine
    browser: Browser
    threads: Iterator[int]
    """That everybody may write in, over and over."""

    @contextmanager
    def member(self, **how: Any) -> Iterator[BrowserContext]:  # noqa: ANN401 - as Playwright takes them
        """Open a browser in which a member is signed in."""
        context = self.browser.new_context(service_workers="block", **how)
        name, _, value = cookie_of(MEMBER).partition("=")
        context.add_cookies([{"name": name, "value": value, "url": self.line.url}])
        context.add_init_script(NOTES)
        context.set_default_timeout(PATIENCE_MS)
        self.line.begin()
        yield context
        context.close()

    def renderers(self) -> dict[int, float]:
        """Return the processes that run pages and workers, and the seconds each has worked."""
        system = self.browser.new_browser_cdp_session()
        found = system.send("SystemInfo.getProcessInfo")["processInfo"]
        system.detach()
        return {one["id"]: one["cpuTime"] for one in found if one["type"] == "renderer"}

    def reply(self, thread_id: int, account_id: int) -> float:
        """Reply as a member; return the moment before."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        begun = time.time()
        post_reply(connection, thread_id, account_id, f"Voici ce que nous faisons, {begun}.")
        connection.close()
        return begun

    def work(self) -> float:
        """Return the milliseconds that they have worked."""
        return 1000 * sum(self.renderers().values())


def phone(bench: Bench) -> Iterator[Figure]:
    """Measure one tab of a phone: its first page, the next one, and the way back."""
    first, second = islice(bench.threads, 2)
    with bench.member(**PHONE) as context:
        page = context.new_page()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield "phone: first page until live, ms", _live(page, bench.line.url + url_of(first))
        page.wait_for_timeout(REST_MS)
        scripts = [path for path in bench.line.brought if path.endswith(".js")]
        yield "phone: scripts asked for", sum(bench.line.asked[path] for path in scripts)
        yield "phone: scripts, kB", sum(bench.line.brought[path] for path in scripts) / 1000
        yield "phone: memory, MiB", memory_of([*bench.renderers()]) / 2**20
        for number in range(REPLIES):
            begun = bench.reply(first, ACCOUNTS - number)
            _wait(page, f"noted.added.length > {number}")
            there = page.evaluate("noted.added.at(-1)")
            yield "phone: from a reply's form to the page, ms", there - 1000 * begun
        yield "phone: next page until live, ms", _live(page, bench.line.url + url_of(second))
        page.evaluate("setTimeout(() => history.back(), 50)")
        page.wait_for_url(f"**{url_of(first)}*", wait_until="commit")
        page.wait_for_timeout(REST_MS)
        yield "phone: back from the browser's cache (1: yes)", page.evaluate("Number(noted.isBack)")


def tabs(bench: Bench, count: int) -> Iterator[Figure]:
    """Measure a browser with so many tabs, each of another thread."""
    name = f"{count} tab{'s' * (count > 1)}"
    unopened, following, *threads = islice(bench.threads, count + 2)
    with bench.member() as context:
        follow = f"{bench.line.url}/questions/{unopened}/suivi"
        context.request.post(follow, form={"state": "follow"}, fail_on_status_code=True)
        pages = [context.new_page() for _ in threads]
        before = bench.work()
        for page, thread in zip(pages, threads, strict=True):
            _live(page, bench.line.url + url_of(thread))
        pages[0].wait_for_timeout(REST_MS)
        yield f"{name}: browser until all are live, ms of processor", bench.work() - before
        yield f"{name}: browser, MiB", memory_of([*bench.renderers()]) / 2**20
        yield f"{name}: sockets", bench.line.sockets
        is_there = "noted.added.length > {}"
        yield from _replies(bench, pages[0], threads[0], is_there, f"{name}: a reply")
        seen = pages[0].evaluate("Number(document.body.dataset.noticeSeq)")
        is_there = f"Number(document.body.dataset.noticeSeq) > {seen} + {{}}"
        yield from _replies(bench, pages[0], unopened, is_there, f"{name}: a notice")
        yield from _tunnel(bench, pages, name)
        yield (
            f"{name}: next page until live, ms",
            _live(pages[-1], bench.line.url + url_of(following)),
        )


def _replies(
    bench: Bench, page: Page, thread_id: int, is_there: str, name: str
) -> Iterator[Figure]:
    """Reply to a thread, until a page shows each reply."""
    bench.line.begin()
    server = work_of(tree_of(bench.server.pid))
    browser = bench.work()
    for number in range(REPLIES):
        bench.reply(thread_id, ACCOUNTS - number)
        _wait(page, is_there.format(number))
    page.wait_for_timeout(REST_MS)
    spent = 1000 * (work_of(tree_of(bench.server.pid)) - server)
    yield f"{name}, ms of the server's processor", spent / REPLIES
    yield f"{name}, ms of the browser's processor", (bench.work() - browser) / REPLIES
    yield f"{name}, kB on sockets", bench.line.brought[SOCKET] / 1000 / REPLIES


def _tunnel(bench: Bench, pages: Sequence[Page], name: str) -> Iterator[Figure]:
    """Cut the line, mend it, and see what is asked for."""
    bench.line.cut()
    pages[0].wait_for_timeout(TUNNEL_MS)
    for page in pages:
        page.evaluate("noted.watched = []")
    bench.line.begin()
    bench.line.mend()
    for page in pages:
        _wait(page, "noted.watched.length")
    pages[0].wait_for_timeout(REST_MS)
    asked = bench.line.asked
    yield f"{name}: after a tunnel, pages and parts asked for", asked.total() - asked[SOCKET]
    yield f"{name}: after a tunnel, kB in all", bench.line.brought.total() / 1000


def _live(page: Page, url: str) -> float:
    """Open a page; return after how many milliseconds it watches its thread."""
    page.goto(url)
    _wait(page, "noted.watched.length")
    return float(page.evaluate("noted.watched[0]"))


def _wait(page: Page, what: str) -> None:
    page.wait_for_function(f"() => {what}", polling=20)


@contextmanager
def _bench() -> Iterator[Bench]:
    """Serve a community, and start a browser."""
    threads = [one for one in SMALL.open_threads(SMALL.thread_count) if group_of(one) == 1]
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        kept = sqlite_community(SMALL).removeprefix("sqlite:///")
        site = Site(database_url=f"sqlite:///{copy(kept, place)}")
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()),
            args=CHROMIUM_ARGS,
            ignore_default_args=["--disable-back-forward-cache"],
        )
        with serving(site, Path(place)) as server, closing(CountedLine(server.port)) as line:
            yield Bench(server=server, line=line, browser=browser, threads=cycle(threads))
        browser.close()


def main(*, is_written: bool) -> None:
    """Measure all numbers of tabs in turn, and print or keep the table."""
    found: dict[str, list[float]] = {}
    with _bench() as bench:
        for number in range(ROUNDS + 1):
            for what, value in chain(phone(bench), *(tabs(bench, count) for count in CROWDS)):
                found.setdefault(what, []).append(value)
            if number == 0:
                found.clear()  # all was asked for the first time
            print(number, "of", ROUNDS, flush=True)
    rows = [(what, figure(median(each)), figure(max(each))) for what, each in found.items()]
    table = Table(title="Tabs", says=SAYS, columns=COLUMNS, rows=rows)
    print(table)
    if is_written:
        replace(table)


if __name__ == "__main__":
    main(is_written="--write" in sys.argv)

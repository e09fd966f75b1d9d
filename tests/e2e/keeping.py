"""What a device keeps of a conference, wherever it keeps it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.e2e.devices import PATIENCE

# All that a phone keeps anywhere: on the page, in its own two stores, in what its browser stores.
KEPT = """async () => {
    const kept = [document.body.innerText, JSON.stringify({...localStorage})];
    const asked = indexedDB.open("happenstance");
    const db = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
    for (const name of db.objectStoreNames) {
        const all = db.transaction(name).objectStore(name).getAll();
        kept.push(JSON.stringify(await new Promise((done) => {
            all.onsuccess = () => done(all.result);
        })));
    }
    db.close();
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const one of await cache.keys()) kept.push(await (await cache.match(one)).text());
    }
    const feed = "/api/v1/conferences/forum/feed?";
    const how = {cache: "only-if-cached", mode: "same-origin"};
    const stored = await fetch(feed, how).catch(() => null);
    if (stored?.ok) kept.push(await stored.text());
    return kept.join();
}"""


IS_SO = f"""async ([words, so, patience]) => {{
    const until = Date.now() + patience;
    while ((await ({KEPT})()).includes(words) !== so) {{
        if (Date.now() > until) return false;
        await new Promise((done) => setTimeout(done, 50));
    }}
    return true;
}}"""


def keeps(page: Page, words: str, patience: int = PATIENCE) -> bool:
    """Say whether a phone has these words anywhere, within milliseconds of `patience`."""
    return bool(page.evaluate(IS_SO, [words, True, patience]))


def loses(page: Page, words: str, patience: int = PATIENCE) -> bool:
    """Say whether a phone has these words nowhere any more, within milliseconds of `patience`."""
    return bool(page.evaluate(IS_SO, [words, False, patience]))

"""Every action has a scene: fetch, act, apply the facts; it must equal act, fetch.

A scene is played on a stage with real people, whose phones look at all that a phone shows, before
and after, and hear the facts in between (`stage.py`). What the server can know of it is checked
here: nothing changes in silence, nothing is told twice, and nobody hears what they may not fetch.
The rest is the phone's: each scene is recorded in `pwa/src/contract/scenes/`, and
`pwa/src/app/scenes.test.ts` has the real stores play it again.
"""

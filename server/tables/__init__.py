"""Talks: hosted rounds at tables, their seating and their clock.

Beside what every feature has: `clock` (the talk's clock, pure), `seats` (who sits where), `telling`
(what tables, hosts and the screen hear), and a room for each subject:

- `room`: who is here and who has which chair, by the room itself and by a host's hand
- `conductor`: a host moves the clock, and what goes with that
- `rounds`: a round, from the question to the planner to the tables dealt
- `seating`: the planner, pure arithmetic
- `hall`: the numbers of tables, what tables offer, and who needs that
- `at_table`: turns, writing, and what a table takes away
- `cards`: decks of prompts, and stories that come up as cards
- `open`: tables that anybody starts
- `desk`: `flask seating`, plans for organisers who want nothing but the plan
"""

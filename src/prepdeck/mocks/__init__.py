"""Mocks: the clock of a timed rehearsal, its events, the debrief against the rubric, and the gaps it shows."""

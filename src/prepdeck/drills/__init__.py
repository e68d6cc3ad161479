"""Drills: what a card shows, how an answer is judged, and the session both front ends drive."""

"""How ready somebody is for a role on the interview day: pure scores over recall, mocks and evidence."""

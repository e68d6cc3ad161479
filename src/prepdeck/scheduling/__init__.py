"""When a card comes back, and which comes next: pure thinking over states, records and options."""

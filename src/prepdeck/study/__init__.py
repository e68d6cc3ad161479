"""The use cases: what front ends ask for, joined from library, storage, scheduling and drills."""

"""Numbers that look random and are the same everywhere: what simulations decide answers by."""

_MASK = (1 << 64) - 1


def drawn(seed: int, count: int) -> float:
    """A number from 0 to below 1 for a seed and how often it was drawn from before (splitmix64), up to 4,096 times."""
    mixed = ((seed << 12) + count) * 0x9E3779B97F4A7C15 & _MASK
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB & _MASK
    return (mixed ^ (mixed >> 31)) / (_MASK + 1)

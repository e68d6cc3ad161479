"""What is typed for one card of each kind, and the talk that follows; `>` marks a line that was typed."""

TRANSCRIPTS: dict[str, tuple[list[str], str]] = {
    "basic": (
        ["h", ""],
        """\
        Card 1 of 1, deck fsdp.
        What does `reduce-scatter` leave on each rank?
        Enter: show the answer. h: hint.
        > h
        Hint:
        Think of shards.
        Enter: show the answer.
        >
        Answer:
        Its shard of the sum.
        Enter: Hard.""",
    ),
    "cloze": (
        [""],
        """\
        Card 1 of 1, deck fsdp.
        DDP overlaps [...] with the backward pass.
        Enter: show the answer. h: hint.
        >
        Answer:
        DDP overlaps gradient all-reduce with the backward pass.
        Enter: Good.""",
    ),
    "steps": (
        ["", "y", "p", "n", "i'd say hard", "hard"],
        """\
        Card 1 of 1, deck fsdp.
        Name the first three steps.
        Say them, then Enter: go through them one by one. h: hint.
        >
        1 of 3: Problem
        y: had it. n: missed. p: partly.
        > y
        Noted: had it.
        2 of 3: Metrics
        y: had it. n: missed. p: partly.
        > p
        Noted: partly. both kinds
        3 of 3: Data
        y: had it. n: missed. p: partly.
        > n
        Noted: missed.
        You had 1.5 of 3.
        Enter: Hard.
        > i'd say hard
        i'd say hard is no command here. Type ? for what can be typed.
        You had 1.5 of 3.
        Enter: Hard.
        > hard
        Hard: 4 days""",
    ),
    "choices": (
        ["z", "B"],
        """\
        Card 1 of 1, deck fsdp.
        Which pattern?
        a) Two pointers
        b) Prefix sum
        c) Sliding window
        Type a letter. Enter: show the answer. h: hint.
        > z
        z is no command here. Type ? for what can be typed.
        Type a letter. Enter: show the answer. h: hint.
        > B
        Right.
        Answer:
        Prefix sum
        Enter: Good.""",
    ),
    "several": (
        ["a, c"],
        """\
        Card 1 of 1, deck fsdp.
        Which are collectives?
        a) all-gather
        b) all-reduce
        c) recv
        d) send
        Type the letters of all that apply. Enter: show the answer. h: hint.
        > a, c
        Wrong.
        Wrong: c.
        Not chosen: b.
        Answer:
        - all-gather
        - all-reduce
        Enter: Again.""",
    ),
    "typed": (
        [":h", "one threads"],
        """\
        Card 1 of 1, deck fsdp.
        What is OMP_NUM_THREADS set to by torchrun?
        Type the answer. Enter alone: show it. :h: hint.
        > :h
        Hint:
        Think of shards.
        Type the answer. Enter alone: show it.
        > one threads
        Nearly right.
        You typed: one threads
        Expected: one thread
        Extra: s
        Answer:
        1 or `one thread`
        Enter: Hard.""",
    ),
    "numeric": (
        ["28 MB", "7*4"],
        """\
        Card 1 of 1, deck fsdp.
        GB per GPU: ZeRO-1, 7B parameters, 64 GPUs, not {this}?
        Type the answer, in GB. Enter alone: show it. :h: hint.
        > 28 MB
        write an operator such as * before MB; a number or arithmetic such as 7*16/64, in GB
        Type the answer, in GB. Enter alone: show it. :h: hint.
        > 7*4
        Right: 4.5 % too low.
        Answer:
        29.31 GB
        16 bytes a parameter.
        params*(4 + 12/gpus) = 7*(4 + 12/64) = 29.31 GB
        Enter: Good.""",
    ),
    "code": (
        ["w", "def longest(bits):", "    return 3", ".", "2"],
        """\
        Card 1 of 1, deck fsdp.
        Longest run of ones.
        Enter: show the answer. w: write it and have it checked. h: hint.
        > w
        Write python. A line with only a full stop ends it.
        > def longest(bits):
        >     return 3
        > .
        The check passes.
        1 passed
        Answer:
            def longest(bits):
                return 3
        Enter: Good.
        > 2
        Hard: 4 days""",
    ),
    "bug": (
        [""],
        """\
        Card 1 of 1, deck fsdp.
        Spot the bug.

            return a[1]
        Enter: show the answer. w: write it and have it checked. h: hint.
        >
        Answer:
            return a[-1]
        Enter: Good.""",
    ),
    "explain": (
        ["", "", "y", "n"],
        """\
        Card 1 of 1, deck fsdp.
        Explain FSDP's communication.
        Say it aloud in 90 seconds. Enter: start the clock. h: hint.
        >
        The clock runs. Enter: done.
        >
        You took 100 seconds, 10 seconds over.
        1 of 2: all-gather before forward
        y: had it. n: missed. p: partly.
        > y
        Noted: had it.
        2 of 2: reduce-scatter after
        y: had it. n: missed. p: partly.
        > n
        Noted: missed.
        You had 1 of 2.
        Enter: Hard.""",
    ),
    "ask": (
        [""],
        """\
        Card 1 of 1, deck fsdp.
        To a hiring manager, about the success metric: which question do you ask?
        Enter: show the answer. h: hint.
        >
        Answer:
        What does success look like after six months?
        Enter: Good.""",
    ),
}

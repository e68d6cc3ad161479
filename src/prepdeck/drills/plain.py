"""The line-by-line drill for pipes and screen readers; it drives the same `Drill` as the screen."""

from collections.abc import Callable, Iterable

from prepdeck.drills import plain_lines as lines
from prepdeck.drills.attempt import Attempt, Stage
from prepdeck.drills.drill import Drill
from prepdeck.drills.faces import Interaction
from prepdeck.drills.grading import Tick
from prepdeck.drills.session import DrillState
from prepdeck.drills.summary import summary_of
from prepdeck.model.rating import parse_rating
from prepdeck.text.safe import visible

ReadLine = Callable[[], str | None]
"""One line as typed, without its ending; None when there are no more."""
WriteLine = Callable[[str], None]
"""Say one line."""

_TICKS = {"y": Tick.HAD, "n": Tick.MISSED, "p": Tick.PARTLY, "x": Tick.MISSED, "": Tick.HAD}
_END_OF_CODE = "."


def drill_plainly(
    drill: Drill, read_line: ReadLine, write_line: WriteLine, now_ms: Callable[[], int], width: int = 76
) -> None:
    """Run a drill over lines until it is finished, `q` is typed or the input ends; then say the summary.

    `now_ms` is the clock (UTC) by which cards come back; `width` is where text wraps.
    """
    PlainDialogue(drill, read_line, write_line, now_ms, width).run()


class PlainDialogue:
    """The dialogue: says what is new, reads a line, hands it to the drill, until the end."""

    def __init__(
        self, drill: Drill, read_line: ReadLine, write_line: WriteLine, now_ms: Callable[[], int], width: int
    ) -> None:
        self._drill = drill
        self._read_line = read_line
        self._write_line = write_line
        self._now_ms = now_ms
        self._width = width
        self._told_notice: object = None
        self._told_question: object = None
        self._told_time: object = None
        self._told_answer: object = None
        self._commands: dict[str, Callable[[], None]] = {
            "h": self._hint,
            "i": self._info,
            "u": drill.undo,
            "r": drill.redo,
            "-": drill.bury,
            "s": drill.suspend,
            "k": drill.know,
            "f": drill.flag,
            "l": drill.skip,
            "w": self._write_code,
            "q": drill.finish,
            "?": lambda: self._say(lines.HELP),
        }

    def run(self) -> None:
        """Talk until the drill is finished or the input ends."""
        while self._drill.state.stage is not Stage.FINISHED:
            self._tell_news()
            before = self._drill.state
            line = self._read_line()
            if line is None:
                self._drill.finish()
            else:
                self._take(line)
            self._tell_stored(before)
        self._tell_notice()
        self._say(lines.summary_lines(summary_of(self._drill.state), self._now_ms()))

    # Saying -------------------------------------------------------------------------------------------------------

    def _tell_news(self) -> None:
        """Say what changed since the last line was read, then what can be typed now."""
        self._drill.wake()
        self._tell_notice()
        state = self._drill.state
        attempt = state.attempt
        if attempt is None:
            self._say(lines.waiting_lines(state, self._now_ms()))
            return
        question = (attempt.shown.key, attempt.started_s, len(state.history))
        if question != self._told_question:
            self._told_question = question
            self._say(["", *lines.question_lines(attempt, self._drill.progress(), self._render)])
        if attempt.is_committed:
            self._tell_answer(attempt, question)
        else:
            self._say([attempt.problem] if attempt.problem else [])
            self._say(lines.asking_prompt(attempt))

    def _tell_answer(self, attempt: Attempt, question: object) -> None:
        """The next item to grade; after the last one, or without a list, the whole answer once, and the ratings."""
        if self._told_time != question:
            self._told_time = question
            self._say(lines.spoken_lines(attempt))
        index = _next_unticked(attempt)
        if index is not None:
            self._say(lines.item_prompt(attempt, index, self._render))
            return
        answer = (question, attempt.given)
        if self._told_answer != answer:
            self._told_answer = answer
            self._say(lines.verdict_lines(attempt))
            self._say(lines.answer_lines(attempt, self._render))
        self._say(lines.rating_prompt(attempt))

    def _tell_notice(self) -> None:
        notice = self._drill.state.notice
        if notice and notice is not self._told_notice:
            self._say(text for text in (notice.message, notice.hint) if text)
        self._told_notice = notice

    def _tell_stored(self, before: DrillState) -> None:
        """After a rating: what it was, and when the card comes back."""
        answers = self._drill.state.answers
        if before.attempt and len(answers) > len(before.answers):
            buttons = before.attempt.shown.buttons
            self._say(lines.button_text(button) for button in buttons if button.rating is answers[-1].rating)

    def _hint(self) -> None:
        self._drill.hint()
        attempt = self._drill.state.attempt
        if attempt and attempt.hint_shown:
            self._say(["Hint:", *self._render(attempt.face.hint)])

    def _info(self) -> None:
        if self._drill.state.attempt:
            self._say(lines.info_lines(self._drill.state.attempt))

    def _render(self, markdown: str) -> Iterable[str]:
        from prepdeck.text.markdown import to_blocks
        from prepdeck.text.plain import to_plain

        return to_plain(to_blocks(markdown), self._width).split("\n")

    def _say(self, said: Iterable[str]) -> None:
        for line in said:
            self._write_line(visible(line).replace("\n", " "))

    # Taking -------------------------------------------------------------------------------------------------------

    def _take(self, line: str) -> None:
        """Hand a line to the drill: an answer where one is expected, else a command."""
        word = line.strip().lower()
        if word.startswith(":") and word[1:] in self._commands:
            self._commands[word[1:]]()
        elif self._took_answer(line) or self._took_tick(word):
            return
        elif word in self._commands:
            self._commands[word]()
        elif word:
            self._take_rating(word)
        else:
            self._drill.advance()

    def _took_answer(self, line: str) -> bool:
        """Whether the line was an answer to what is asked."""
        attempt = self._drill.state.attempt
        if not attempt or attempt.stage is not Stage.ASKING:
            return False
        if attempt.face.interaction in (Interaction.TYPED, Interaction.NUMERIC):
            self._drill.submit(line)
            return True
        if attempt.face.interaction is not Interaction.CHOICES:
            return False
        if not line.strip():
            self._drill.reveal()
            return True
        chosen = _chosen(attempt, line.lower())
        for index in chosen:
            self._drill.toggle(index)
        if chosen:
            self._drill.commit()
        return bool(chosen)

    def _took_tick(self, word: str) -> bool:
        """Whether the line graded an item of a list."""
        attempt = self._drill.state.attempt
        index, tick = _next_unticked(attempt), _TICKS.get(word)
        if not attempt or index is None or tick is None:
            return False
        self._drill.tick(tick, index)
        self._say([lines.tick_line(tick, attempt.face.entries[index].why)])
        return True

    def _take_rating(self, word: str) -> None:
        try:
            rating = parse_rating(word)
        except ValueError:
            self._say([f"{word} is no command here. Type ? for what can be typed."])
        else:
            self._drill.rate(rating)

    def _write_code(self) -> None:
        attempt = self._drill.state.attempt
        if not attempt or attempt.face.interaction is not Interaction.CODE:
            self._say(["This card takes no code."])
            return
        self._say([f"Write {attempt.face.language or 'the code'}. A line with only a full stop ends it."])
        written: list[str] = []
        while (line := self._read_line()) is not None:
            if line.rstrip() == _END_OF_CODE:
                self._drill.submit_code("\n".join(written) + "\n")
                return
            written.append(line)
        self._drill.finish()


def _next_unticked(attempt: Attempt | None) -> int | None:
    """The first item of a list that is not graded yet."""
    if not attempt or attempt.stage is not Stage.TICKING:
        return None
    return next((index for index, tick in enumerate(attempt.ticks) if tick is None), None)


def _chosen(attempt: Attempt, word: str) -> list[int]:
    """The options named by `a`, `ac` or `a, c`; empty when the word is something else."""
    by_letter = {option.letter: index for index, option in enumerate(attempt.face.options)}
    letters = [letter for letter in word if not letter.isspace() and letter != ","]
    return [by_letter[letter] for letter in dict.fromkeys(letters)] if all(x in by_letter for x in letters) else []

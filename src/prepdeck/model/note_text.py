"""A note as two texts, question side and answer side: what is listed, searched and compared when a note was renamed."""

from prepdeck.model.note import (
    Ask,
    Basic,
    Body,
    Choices,
    Cloze,
    Code,
    Explain,
    Items,
    Numeric,
    Pitch,
    Steps,
    Tell,
    Typed,
)


def front_text(body: Body) -> str:
    """The question side as the author wrote it; a cloze is all question."""
    match body:
        case Cloze(text=text):
            return text
        case Ask(ask=ask):
            return ask
        case _:
            return body.front


def back_text(body: Body) -> str:
    """The answer side: answers, items, points or code, a line each."""
    match body:
        case Basic(back=back):
            return back
        case Cloze():
            return ""
        case Steps(entries=entries) | Items(entries=entries):
            return "\n".join(entry.text for entry in entries)
        case Choices(answers=answers, others=others):
            return "\n".join((*answers, *others))
        case Typed(accepted=accepted):
            return "\n".join(accepted)
        case Numeric(answer=answer, cases=cases, working=working):
            return "\n".join(filter(None, (answer, *(case.expression for case in cases), working)))
        case Code(answer=answer, bug=bug):
            return "\n".join(filter(None, (answer, bug)))
        case Explain(points=points) | Pitch(points=points):
            return "\n".join(points)
        case Ask(audience=audience, purpose=purpose):
            return f"{audience}\n{purpose}"
        case Tell(one_liner=one_liner, parts=parts, short=short, long=long, probes=probes):
            told = (part.why for part in parts)
            asked = (f"{probe.text}\n{probe.why}".strip() for probe in probes)
            return "\n".join(filter(None, (one_liner, *told, short, long, *asked)))

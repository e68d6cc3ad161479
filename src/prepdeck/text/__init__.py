"""Safe text: no control bytes, and Markdown and LaTeX as blocks that a terminal can show."""

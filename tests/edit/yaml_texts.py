"""YAML as people write it: any order of keys, any indentation, any style, comments anywhere."""

from hypothesis import strategies as st

SAFE = ("Score", "only", "what", "agents", "write", "and", "never", "größer", "conversation", "50%")
WORDS = (*SAFE, "what's", "so:", "#1", "a", "2", "- no", "yes", "“quoted”", "[sic]", "漢字", "null")
KEYS = (
    *("title", "question", "description", "scale", "weight", "tags", "use_when", "levels"),
    *("edge_cases", "examples", "text", "why", "id", "situation", "guidance", "score", "own"),
)

safe_text = st.lists(st.sampled_from(SAFE), min_size=1, max_size=40).map(" ".join)
any_text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)
atoms = st.sampled_from(["1", "2.50", "true", "2026-01-02", "~", "null", '"3.2"', "empathy", "no"])


@st.composite
def documents(draw):
    """The text of a mapping, and the comments in it."""
    writer = _Writer(draw)
    lines = writer.mapping(draw(st.sampled_from([0, 0, 0, 2])), 0)
    lines += writer.above(0)
    if draw(st.integers(0, 5)) == 5:
        lines.insert(0, "# yaml-language-server: $schema=x")
        writer.comments.append(lines[0])
    return "\n".join(lines) + draw(st.sampled_from(["\n", "", "\n\n\n"])), writer.comments


class _Writer:
    def __init__(self, draw):
        self.draw = draw
        self.comments = []

    def chance(self, one_in):
        return self.draw(st.integers(1, one_in)) == one_in

    def comment(self):
        text = f"# {self.draw(safe_text)[:60].strip()} {len(self.comments)}"
        self.comments.append(text)
        return text

    def above(self, column):
        """Blank lines and comments, at this column or another."""
        lines = []
        while self.chance(5):
            if self.chance(2):
                lines.append("" if self.chance(3) else "  ")
            else:
                lines.append(
                    " " * self.draw(st.sampled_from([column, column, 0, column + 1]))
                    + self.comment()
                )
        return lines

    def beside(self, line):
        if self.chance(6):
            return line + " " * self.draw(st.integers(1, 4)) + self.comment()
        return line + " " * self.chance(12)

    def mapping(self, column, depth):
        lines = []
        for key in self.draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1, max_size=5)):
            lines += self.above(column)
            lines += self.value(" " * column + self.quoted(key) + ":", column, depth)
        return lines

    def quoted(self, key):
        return f'"{key}"' if self.chance(15) else key

    def sequence(self, column, depth):
        lines = []
        for _ in range(self.draw(st.integers(1, 3))):
            lines += self.above(column)
            if depth < 3 and self.chance(2):
                inner = column + 1 + self.draw(st.integers(1, 3))
                first, *rest = self.mapping(inner, depth + 1)
                if first.strip().startswith("#") or not first.strip():
                    lines.append(" " * column + "-")
                    lines += [first, *rest]
                else:
                    dash = " " * column + "-"
                    lines += [dash + first[len(dash):], *rest]  # fmt: skip
            else:
                lines += self.value(" " * column + "-", column, depth)
        return lines

    def value(self, head, column, depth):
        kinds = [
            self.flow,
            self.block_text,
            self.long_text,
            self.atom,
            self.plain,
            self.in_quotes,
        ]
        if depth < 3 and not head.endswith("-"):
            kinds += [self.inner_mapping, self.inner_sequence]
        return self.draw(st.sampled_from(kinds))(head, column, depth)

    def inner_mapping(self, head, column, depth):
        start = column + self.draw(st.integers(1, 4))
        return [self.beside(head), *self.mapping(start, depth + 1)]

    def inner_sequence(self, head, column, depth):
        start = column + self.draw(st.integers(0, 4))
        return [self.beside(head), *self.sequence(start, depth + 1)]

    def atom(self, head, *_):
        return [self.beside(f"{head} {self.draw(atoms)}")]

    def plain(self, head, *_):
        return [self.beside(f"{head} {self.draw(safe_text)}")]

    def in_quotes(self, head, *_):
        quote, text = self.draw(st.sampled_from("'\"")), self.draw(any_text)
        shown = text.replace("'", "''") if quote == "'" else text
        return [self.beside(f"{head} {quote}{shown}{quote}")]

    def flow(self, head, column, _):
        item = st.sampled_from([*SAFE, "'a, b'", '"x: y"', "[1, 2]"])
        items = self.draw(st.lists(item, max_size=12))
        if self.chance(2):
            items = [f"{key}: {one}" for key, one in zip(KEYS, items, strict=False)]
            begin, end = "{}"
        else:
            begin, end = "[]"
        if not self.chance(3) or not items:
            return [self.beside(f"{head} {begin}{', '.join(items)}{end}")]
        inside = " " * (column + 2)
        lines = [self.beside(f"{head} {begin}")]
        for one in items:
            lines += self.above(column + 2)
            lines.append(self.beside(f"{inside}{one},"))
        return [*lines, *self.above(column + 2), self.beside(f"{inside}{end}")]

    def block_text(self, head, column, _):
        header = self.draw(st.sampled_from([">-", ">", "|", "|-", ">+", "|+"]))
        indent = " " * (column + self.draw(st.integers(2, 4)))  # deeper than any comment
        lines = [self.beside(f"{head} {header}")]
        lines.append(indent + self.draw(safe_text))
        for _ in range(self.draw(st.integers(0, 4))):
            if self.chance(4):
                lines.append("")
            extra = " " * self.draw(st.sampled_from([0, 0, 0, 2]))
            end = " " * self.chance(9)
            lines.append(indent + extra + self.draw(any_text) + end)
        return lines

    def long_text(self, head, column, _):
        words = self.draw(safe_text).split(" ")
        middle = len(words) // 2
        indent = " " * (column + self.draw(st.integers(1, 4)))
        quote = self.draw(st.sampled_from(["", "'", '"']))
        first, last = " ".join(words[:middle]) or "Then", " ".join(words[middle:])
        blank = [""] if self.chance(4) else []
        return [f"{head} {quote}{first}", *blank, self.beside(f"{indent}{last}{quote}")]

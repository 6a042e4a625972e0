"""What a journal packs away comes back as it was."""

from simulator.journal.pages import LEAVES, Book


def test_what_is_kept_is_read_back() -> None:
    """Whatever is kept before, after and between looks, each byte string comes back from its place."""
    book = Book()
    kept = []
    for number in range(3 * LEAVES + 1):
        kept.append((f"leaf {number} ".encode() * (number % 7), *book.keep(f"leaf {number} ".encode() * (number % 7))))
        assert book.read(*kept[number // 2][1:]) == kept[number // 2][0]
    assert [book.read(page, place) for _, page, place in kept] == [leaf for leaf, _, _ in kept]


def test_many_alike_take_little_room() -> None:
    """A full page holds its leaves packed."""
    book = Book()
    page, _ = book.keep(b"x" * 1000)
    for _ in range(LEAVES - 1):
        book.keep(b"x" * 1000)
    assert page.full
    assert len(page._packed) < 5 * LEAVES

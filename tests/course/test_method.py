"""The organisation's own words stand where a lesson asks for them."""

import pytest

from qikit.course import build
from qikit.course.method import fill, method
from qikit.course.page import home
from qikit.errors import QIError


def write(project, text):
    (project / "curriculum" / "method.toml").write_text(text)


def test_words_are_filled_in_and_other_braces_are_left(project):
    write(project, '[contacts]\nhelp = "the QI hub"\n[questions]\naim = "What for?"\n')
    assert fill("Ask {{ contacts.help }}: {{questions.aim}}") == "Ask the QI hub: What for?"
    assert fill("{ x } and {{ 1 + 1 }} and $x^{{2}}$") == "{ x } and {{ 1 + 1 }} and $x^{{2}}$"


def test_a_word_that_is_not_there_is_named(project):
    with pytest.raises(QIError, match=r"asks for 'contacts\.cook', which curriculum/method\.toml"):
        fill("Ask {{ contacts.cook }}.")


def test_without_a_file_the_usual_words_stand(project):
    assert method()["contacts"]["help"] == "your improvement team"
    assert "Ask your improvement team." in home()


def test_own_contacts_stand_on_every_page(project):
    write(project, '[contacts]\nhelp = "Bev & the hub"\nother_formats = "print@example.org"\n')
    build.build()
    for name in ("index.html", "A91_try_it/index.html", "glossary/index.html"):
        page = (build.folder() / name).read_text()
        assert "Ask Bev &amp; the hub." in page
        assert "another format, ask print@example.org." in page


def test_a_file_that_cannot_be_read_is_named(project):
    write(project, "contacts =")
    with pytest.raises(QIError, match=r"method\.toml cannot be used: .* Mend that line\."):
        method()

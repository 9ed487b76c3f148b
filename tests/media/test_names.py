"""Names of files: what is put right in silence, and what is refused with a sentence."""

import pytest

from platform_app.kernel.errors import Invalid
from platform_app.media import names


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("改造前后.PNG", "改造前后.png"),
        ("  a   b .jpg ", "a b.jpg"),
        ("is a:b?.pdf", "is a_b_.pdf"),
        ("...hidden.csv", "hidden.csv"),
        ("cafe\u0301.png", "caf\u00e9.png"),
        ("two\u200bwords.png", "twowords.png"),
        ("v1.2.docx", "v1.2.docx"),
    ],
)
def test_a_name_is_put_in_order(sent: str, kept: str) -> None:
    assert names.cleaned(sent) == kept


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("", "Choose a file"),
        ("../../etc/passwd.png", "path"),
        ("..\\boot.png", "path"),
        ("C:x.png", "path"),
        ("/tmp/a.png", "path"),
        ("photo\u202egnp.exe", "direction"),
        ("a\u2066b.png", "direction"),
        ("a\0.png", "control"),
        ("a\nb.png", "control"),
        ("a\ud800.png", "control"),
        ("noending", "ending"),
        (".png", "ending"),
        ("a.", "ending"),
        ("con.png", "Windows"),
        ("LPT1.tar.png", "Windows"),
        ("x" * 200 + ".png", "too long"),
    ],
)
def test_a_name_that_deceives_or_cannot_be_kept_is_refused(sent: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        names.cleaned(sent)
    assert said in str(refused.value.errors["file"][0])


def test_old_programs_get_a_name_in_ascii() -> None:
    assert names.ascii_name("改造前后.png") == "file.png"
    assert names.ascii_name('caf\u00e9 "a".png') == "cafe_a.png"

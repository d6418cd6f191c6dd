"""One module out of several."""

import base64
import re
from pathlib import Path

import pytest

from qikit import learn
from qikit.learn import ask, bundle

UI = Path(learn.__file__).with_name("ui")


def unpacked(text):
    """Every module inside a bundled one."""
    for packed in re.findall(r"data:text/javascript;charset=utf-8;base64,([A-Za-z0-9+/=]+)", text):
        inside = base64.b64decode(packed).decode()
        yield inside
        yield from unpacked(inside)


def test_imports_become_data(tmp_path):
    (tmp_path / "kinds").mkdir()
    (tmp_path / "one.js").write_text('import { two } from "./kinds/two.js";\nexport { two };\n')
    (tmp_path / "kinds" / "two.js").write_text(
        "import {\n  three,\n} from '../three.js';\nexport const two = three;\n"
    )
    (tmp_path / "three.js").write_text("export const three = '£3';\n")
    text = bundle.module(tmp_path / "one.js")
    assert text.startswith('import { two } from "data:text/javascript')
    assert "export const three = '£3';\n" in list(unpacked(text))


def test_a_missing_module_is_noticed(tmp_path):
    (tmp_path / "one.js").write_text('import "./gone.js";')
    with pytest.raises(FileNotFoundError, match="gone"):
        bundle.module(tmp_path / "one.js")


def test_the_widget_needs_no_other_file():
    text = bundle.module(UI / "widget.js")
    modules = [text, *unpacked(text)]
    assert not any(re.search(r"""(from|import)\s*["']\.""", module) for module in modules)
    assert not any("http:" in module.replace("http://www.w3.org", "") for module in modules)
    assert len(text) < 1_000_000


def test_every_kind_is_in_the_bundle_and_has_both_halves():
    kinds = sorted(file.stem for file in (UI / "kinds").glob("*.js"))
    assert kinds == ask.kinds()
    table = bundle.module(UI / "registry.js")
    assert [kind for kind in kinds if f'"{kind}": "data:' in table] == kinds


def test_styles_come_as_one_sheet():
    sheet = bundle.styles(UI / "questions.css")
    assert "@import" not in sheet
    for part in (".qi-option", ".qi-grid", ".qi-result", ".qi-table"):
        assert part in sheet

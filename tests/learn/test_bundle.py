"""One module out of several."""

import json
import re
from pathlib import Path

import pytest

from qikit import learn
from qikit.learn import ask, bundle

UI = Path(learn.__file__).with_name("ui")


def parts(text):
    """The modules inside a bundled one, by name, in their order."""
    return dict(json.loads(re.search(r"\?\?= load\((.+)\);\n", text)[1]))


def test_each_module_is_carried_once_after_those_it_needs(tmp_path):
    (tmp_path / "kinds").mkdir()
    (tmp_path / "one.js").write_text(
        'import { two } from "./kinds/two.js";\nimport "./three.js";\nexport default two;\n'
    )
    (tmp_path / "kinds" / "two.js").write_text(
        "import {\n  three,\n} from '../three.js';\nexport const two = three;\n"
    )
    (tmp_path / "three.js").write_text("export const three = '£3';\n")
    found = parts(bundle.module(tmp_path / "one.js"))
    assert list(found) == ["three.js", "kinds/two.js", "one.js"]
    assert found["three.js"] == "export const three = '£3';\n"
    assert 'from "qi:three.js"' in found["kinds/two.js"]
    assert found["one.js"].startswith('import { two } from "qi:kinds/two.js";')


def test_a_missing_module_is_noticed(tmp_path):
    (tmp_path / "one.js").write_text('import "./gone.js";')
    with pytest.raises(FileNotFoundError, match="gone"):
        bundle.module(tmp_path / "one.js")


def test_the_widget_needs_no_other_file():
    text = bundle.module(UI / "widget.js")
    modules = parts(text)
    assert list(modules)[-1] == "widget.js"
    assert not any(re.search(r"""(from|import)\s*["']\.""", each) for each in modules.values())
    addresses = text.replace("http://www.w3.org", "")
    assert "http:" not in addresses and "https:" not in addresses
    assert len(text) < 400_000


def test_every_kind_is_in_the_bundle_and_has_both_halves():
    kinds = sorted(file.stem for file in (UI / "kinds").glob("*.js"))
    assert kinds == ask.kinds()
    modules = parts(bundle.module(UI / "widget.js"))
    assert [kind for kind in kinds if f"kinds/{kind}.js" in modules] == kinds
    assert all(f'"{kind}": "qi:kinds/{kind}.js"' in modules["registry.js"] for kind in kinds)


def test_styles_come_as_one_sheet():
    sheet = bundle.styles(UI / "questions.css")
    assert "@import" not in sheet
    for part in (".qi-option", ".qi-grid", ".qi-result", ".qi-table"):
        assert part in sheet

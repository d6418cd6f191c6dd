"""The widget of JupyterLab as one module, in a browser, with a model that Python would hold."""

from playwright.sync_api import expect

from qikit.learn import ask, bundle, exploring, session
from qikit.learn.widget import _UI

RUN = """async ([code, html, answer, spec]) => {
  document.body.innerHTML = "<div id='cell'></div>";
  const { default: widget } =
    await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const state = { html, answer, spec, trouble: "", kept: "" };
  const listeners = {};
  window.sent = [];
  window.model = {
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      (listeners[`change:${name}`] ?? []).forEach((tell) => tell());
    },
    on: (name, tell) => (listeners[name] ??= []).push(tell),
    send: (message) => window.sent.push(message),
  };
  widget.render({ model: window.model, el: document.getElementById("cell") });
}"""


def render(page, html, answer, id="", at="about:blank"):
    page.goto(at)
    page.evaluate(RUN, [bundle.module(_UI / "widget.js"), html, answer, {"id": id}])


def test_a_question_sends_what_is_answered(page):
    with session.plan():
        question = ask.choice("q1", "What?", {"a": "A", "b": "B"}, key="b", why={"a": "No run."})
    render(page, question.html(), {"value": "a", "attempts": []})
    expect(page.get_by_label("A", exact=True)).to_be_checked()
    page.get_by_label("B", exact=True).check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("status").first).to_contain_text("Right")
    sent = page.evaluate("sent")
    assert len({message.pop("number") for message in sent}) == 2
    assert sent == [
        {"type": "draft", "value": "b"},
        {"type": "attempt", "value": "b", "state": "right"},
    ]


def test_it_says_so_until_python_has_kept_the_answer(page):
    with session.plan():
        question = ask.text("t1", "Why?")
    render(page, question.html(), {"value": None, "attempts": []})
    page.get_by_role("textbox").fill("A new lounge.")
    page.get_by_role("button", name="Save my answer").click()
    saving = page.locator("[data-saving=yes]")
    expect(saving).to_have_text("Saving your answer…")
    page.evaluate("model.set('kept', 'another')")
    expect(saving).to_have_count(1)
    expect(saving).to_contain_text("Run All Cells", timeout=15_000)
    page.evaluate("model.set('kept', sent.at(-1).number)")
    expect(saving).to_have_count(0)


def test_what_was_not_kept_is_sent_again_when_the_cell_runs_again(page, serve):
    with session.plan():
        question = ask.number("q1", "How many?", key=4)
    at = f"{serve(_UI)}/tokens.css"
    empty = {"value": None, "attempts": []}
    render(page, question.html(), empty, "q1", at)
    page.get_by_role("textbox").fill("4")
    page.get_by_role("button", name="Check my answer").click()
    render(page, question.html(), empty, "q1", at)
    expect(page.get_by_role("textbox")).to_have_value("4")
    again = page.evaluate("sent")
    assert [(each["type"], each["value"], each["state"]) for each in again] == [
        ("attempt", "4", "right")
    ]
    page.evaluate("model.set('kept', sent[0].number)")
    render(page, question.html(), empty, "q1", at)
    assert page.evaluate("sent") == []


def test_trouble_with_saving_is_told(page):
    with session.plan():
        question = ask.text("t1", "Why?")
    render(page, question.html(), {"value": None, "attempts": []})
    page.evaluate("model.set('trouble', 'Your answer is not saved yet. The disk is full.')")
    expect(page.get_by_text("The disk is full.")).to_be_visible()


def test_what_python_changed_is_shown(page):
    with session.plan():
        question = ask.code("q3", "Write it.", function="f")
    render(page, question.html(), {"value": None, "attempts": []})
    page.evaluate(
        """model.set("answer", { value: { passed: 1, of: 2 }, attempts: [
             { at: "", value: { passed: 1, of: 2 }, state: "partly right" }] })"""
    )
    expect(page.locator(".qi-tag")).to_have_text("Partly right")
    expect(page.get_by_role("status").first).to_contain_text("1 of 2 cases pass.")


def test_explore(page):
    shown = exploring.Explore(lambda n: f"{n} beads", {"n": [1, 2]})
    render(page, shown.html(), {})
    page.get_by_label("2", exact=True).check()
    expect(page.locator(".qi-explore__stage")).to_have_text("2 beads")

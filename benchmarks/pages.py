"""How heavy and how quick the learner's pages are, and what the server needs for many of them.

``python3 start.py bench pages`` starts the learner's server on this machine, opens pages in
headless Chromium and prints one table. Times are of this machine and this run.
"""

import os
import re
import subprocess
import sys
import tempfile
import time

import psutil
from playwright.sync_api import sync_playwright

MODULES = ("A03_plot_the_dots", "M02_rag_to_dots")
ROUNDS = 5
MANY = 30
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}
LINK = re.compile(r"http://127\.0\.0\.1:\d+/qi/\?token=\S+")
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
WEIGHT = """() => {
  const parts = [...performance.getEntriesByType('navigation'),
                 ...performance.getEntriesByType('resource')];
  return [parts.reduce((sum, part) => sum + part.transferSize, 0),
          parts.reduce((sum, part) => sum + part.decodedBodySize, 0)];
}"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as work:
        environment = {**os.environ, "QI_WORK": work, "QI_LEARNER": "bench"}
        started = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, "-m", "qikit.cli", "learn", "--port", "28888"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment,
        )
        try:
            link = next(found[0] for line in server.stdout if (found := LINK.search(line)))
            print(f"First start, everything made: {time.perf_counter() - started:.1f} s")
            measure(link, psutil.Process(server.pid))
        finally:
            server.terminate()
            server.wait()
            server.stdout.close()


def measure(link: str, server: psutil.Process) -> None:
    """The table of pages, then the server's memory."""
    base = link.partition("?")[0]
    print(f"Server's memory with no page open: {memory(server)}")
    print("\n| Page | First paint, ms | Can be answered, ms | Sent, kB | Unpacked, kB |")
    print("|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name in MODULES:
            rows = [visit(browser, link, f"{base}{name}/") for _ in range(ROUNDS)]
            columns = zip(*rows, strict=True)
            paint, ready, sent, whole = (sorted(column)[ROUNDS // 2] for column in columns)
            sizes = f"{sent / 1000:.0f} | {whole / 1000:.0f}"
            print(f"| {name} | {paint:.0f} | {ready:.0f} | {sizes} |")
        context = browser.new_context()
        context.new_page().goto(link)
        page = context.pages[0]
        page.goto(f"{base}{MODULES[0]}/")
        page.wait_for_selector("html[data-ready]")
        print(f"\nServer's memory with 1 page open: {memory(server)}")
        for _ in range(MANY - 1):
            more = context.new_page()
            more.goto(f"{base}{MODULES[0]}/")
            more.wait_for_selector("html[data-ready]")
        print(f"Server's memory with {MANY} pages open: {memory(server)}")
        browser.close()


def visit(browser, link: str, address: str) -> tuple[float, float, int, int]:
    """One visit with an empty cache: first paint and ready (ms), bytes sent and unpacked."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    page.close()
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    ready = page.evaluate("performance.now()")
    paint, (sent, whole) = page.evaluate(PAINT), page.evaluate(WEIGHT)
    context.close()
    return paint, ready, sent, whole


def memory(server: psutil.Process) -> str:
    """Resident memory of the server and its children."""
    everyone = [server, *server.children(recursive=True)]
    return f"{sum(each.memory_info().rss for each in everyone) / 1e6:.0f} MB"


if __name__ == "__main__":
    main()

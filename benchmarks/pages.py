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

from qikit.course.modules import usable

ROUNDS = 5
MANY = 30
CHROMIUM = {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox", "--disable-gpu"]}
LINK = re.compile(r"http://127\.0\.0\.1:\d+/qi/\?token=\S+")
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"
PICTURE = re.compile(r'<figure class="qi-chart".*?</figure>', re.DOTALL)
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
    names = [module.name for module in usable()[0]]
    print(f"Server's memory with no page open: {memory(server)}")
    print("\n| Page | First paint, ms | Can be answered, ms | Sent, kB | Unpacked, kB "
          "| Unpacked without pictures, kB |")
    print("|---|---:|---:|---:|---:|---:|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name in ("", *names):
            address = f"{base}{name}/" if name else base
            rows = [visit(browser, link, address) for _ in range(ROUNDS)]
            columns = zip(*rows, strict=True)
            paint, ready, sent, whole, light = (sorted(each)[ROUNDS // 2] for each in columns)
            print(f"| {name or 'home'} | {paint:.0f} | {ready:.0f} | {sent / 1000:.0f} | "
                  f"{whole / 1000:.0f} | {light / 1000:.0f} |", flush=True)
        context = browser.new_context()
        context.new_page().goto(link)
        for number in range(MANY):
            page = context.new_page()
            page.goto(f"{base}{names[0]}/")
            page.wait_for_selector("html[data-ready]")
            if number == 0:
                print(f"\nServer's memory with 1 page open: {memory(server)}")
        print(f"Server's memory with {MANY} pages open: {memory(server)}")
        browser.close()


def visit(browser, link: str, address: str) -> tuple[float, float, int, int, int]:
    """One visit with an empty cache.

    First paint and ready (ms); bytes sent, unpacked, and unpacked without charts.
    """
    context = browser.new_context()
    context.request.get(link)
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    ready = page.evaluate("performance.now()")
    paint, (sent, whole) = page.evaluate(PAINT), page.evaluate(WEIGHT)
    pictures = PICTURE.findall(context.request.get(address).text())
    context.close()
    return paint, ready, sent, whole, whole - len("".join(pictures).encode())


def memory(server: psutil.Process) -> str:
    """Resident memory of the server and its children."""
    everyone = [server, *server.children(recursive=True)]
    return f"{sum(each.memory_info().rss for each in everyone) / 1e6:.0f} MB"


if __name__ == "__main__":
    main()

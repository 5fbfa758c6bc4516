#!/usr/bin/env python3
"""Copies found by pressmark, rensa and datasketch on the same file in one run: reposts.py [--sizes 10000,40000]

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install rensa datasketch
    cargo build --release && /tmp/peers/bin/python benches/reposts.py

Each size is made by tests/reposts/make.py (stories of 3 kB under furniture, a third of them copies). The peers get word
5-grams of the text (lower case, letters and digits), 128 permutations, and each threshold of --thresholds; the best F1 of
a peer counts and is timed alone. Pairs that its index names are joined into clusters, as their documentation does.
pressmark is timed as a whole: it reads, cleans, finds companies, tone and claims and writes every table as well. All on one thread.
"""
import argparse, collections, csv, json, os, pathlib, re, resource, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).parent
ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ask.add_argument("--sizes", default="10000,40000", help="articles, for instance 10000,40000,160000,1000000")
ask.add_argument("--thresholds", default="0.3,0.5,0.7")
ask.add_argument("--peers-to", type=int, default=40000, help="no peer above this many articles")
ask.add_argument("--bin", default="target/release/pressmark")
args = ask.parse_args()
try:
    import datasketch, rensa
except ImportError:
    datasketch = rensa = None
    print("peers left out: pip install rensa datasketch, in an environment of its own", file=sys.stderr)
csv.field_size_limit(10**9)


def pairs(counts):
    return sum(n * (n - 1) // 2 for n in counts)


def f1(gold, found):
    both = pairs(collections.Counter(zip(gold, found)).values())
    p, r = both / max(1, pairs(collections.Counter(found).values())), both / max(1, pairs(collections.Counter(gold).values()))
    return 2 * p * r / (p + r) if p + r else 0.0


def shingles(text):
    words = re.findall(r"[^\W_]+", text.lower())
    return [" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))]


def joined(n, edges):
    parent = list(range(n))

    def top(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in edges:
        parent[top(a)] = top(b)
    return [top(i) for i in range(n)]


def by_rensa(texts, threshold):
    bands = 64 if threshold < 0.45 else 32 if threshold < 0.6 else 16
    index, edges = rensa.RMinHashLSH(threshold=threshold, num_perm=128, num_bands=bands), []
    kept = []
    for i, text in enumerate(texts):
        m = rensa.RMinHash(num_perm=128, seed=42)
        m.update(shingles(text))
        edges += [(i, j) for j in index.query(m) if m.jaccard(kept[j]) >= threshold]
        index.insert(i, m)
        kept.append(m)
    return joined(len(texts), edges)


def by_datasketch(texts, threshold):
    index, edges, kept = datasketch.MinHashLSH(threshold=threshold, num_perm=128), [], []
    for i, text in enumerate(texts):
        m = datasketch.MinHash(num_perm=128)
        m.update_batch([s.encode() for s in shingles(text)])
        edges += [(i, j) for j in index.query(m) if m.jaccard(kept[j]) >= threshold]
        index.insert(i, m)
        kept.append(m)
    return joined(len(texts), edges)


def pressmark(corpus, ids):
    with tempfile.TemporaryDirectory() as out:
        start = time.perf_counter()
        done = subprocess.Popen([args.bin, "run", str(corpus), "-o", out, "-j", "1", "-q"])
        _, status, use = os.wait4(done.pid, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"{args.bin}: failed on {corpus}")
        with open(pathlib.Path(out) / "articles.csv", encoding="utf-8-sig", newline="") as f:
            story = {r["article_id"]: r["story_id"] for r in csv.DictReader(f)}
    return [story.get(i) or i for i in ids], seconds, use.ru_maxrss / 1e6


print("| articles | program | threshold | pair F1 | seconds | articles/s | peak GB |\n|--:|---|--:|--:|--:|--:|--:|")
with tempfile.TemporaryDirectory() as folder:
    for size in map(int, args.sizes.split(",")):
        made = pathlib.Path(folder) / str(size)
        subprocess.run([sys.executable, str(HERE.parent / "tests/reposts/make.py"), str(made), "--articles", str(size)], check=True)
        with open(made / "gold.jsonl", encoding="utf8") as f:
            rows = [json.loads(line) for line in f]
        ids, gold = [r["id"] for r in rows], [r["cluster"] for r in rows]
        found, seconds, peak = pressmark(made / "corpus.jsonl", ids)
        print(f"| {size} | pressmark, whole run | | {f1(gold, found):.3f} | {seconds:.1f} | {size / seconds:.0f} | {peak:.2f} |", flush=True)
        if rensa and size <= args.peers_to:
            with open(made / "corpus.jsonl", encoding="utf8") as f:
                texts = [json.loads(line)["text"] for line in f]
            for name, find in ("rensa", by_rensa), ("datasketch", by_datasketch):
                best = []
                for threshold in map(float, args.thresholds.split(",")):
                    start = time.perf_counter()
                    found = find(texts, threshold)
                    best.append((f1(gold, found), threshold, time.perf_counter() - start))
                score, threshold, seconds = max(best)
                print(f"| {size} | {name} | {threshold} | {score:.3f} | {seconds:.1f} | {size / seconds:.0f} | |", flush=True)
        for file in made.iterdir():
            file.unlink()

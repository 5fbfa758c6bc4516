#!/usr/bin/env python3
"""Fuzzes one target after another: run.py SECONDS [TARGET ...]; figures go to fuzz/figures.csv, a row a target and run.

A target takes its share of the seconds by WEIGHTS. Build first: cargo fuzz build -s none. A crash is kept under
fuzz/artifacts/TARGET/, the first input of each place where a parser that is not ours panicked under fuzz/contained/TARGET/.
"""
import csv, os, pathlib, re, resource, shutil, subprocess, sys, tempfile, time, tomllib

here = pathlib.Path(__file__).parent
root = here.parent
targets = [row["name"] for row in tomllib.loads((here / "Cargo.toml").read_text())["bin"]]
# What reads binary formats or stands behind every article gets more.
WEIGHTS = {"html": 2, "stages": 4, "whole_run": 2, "parquet": 2, "rtf": 2, "xml": 2, "xlsx": 2, "recognised": 3, "dates": 2}
FIELDS = ["target", "seconds", "cpu_seconds", "executions", "coverage", "features", "inputs", "contained", "crash"]


def dictionary():
    """The words that mean something to a reader, from its tables and its source."""
    words = set()
    for name in ["labels.csv", "months.csv", "languages.csv"]:
        for row in csv.reader((root / "src/read" / name).open(encoding="utf8")):
            words.update(part for cell in row for part in cell.split("|") if 1 < len(part) < 40)
    for path in sorted((root / "src/read").glob("*.rs")):
        if "tests" not in path.name:
            words.update(re.findall(r'b?"([ -!#-\[\]-~]{2,24})"', path.read_text()))
    quote = lambda word: "".join(chr(b) if 32 <= b < 127 and b not in b'"\\' else f"\\x{b:02x}" for b in word.encode())
    path = pathlib.Path(tempfile.gettempdir()) / "pressmark.dict"
    path.write_text("".join(f'"{quote(word)}"\n' for word in sorted(words)))
    return path


def run(target, seconds, words):
    binary = next((here / "target").glob(f"*-*/release/{target}"))
    contained, artifacts, corpus = (here / kind / target for kind in ["contained", "artifacts", "corpus"])
    for folder in [contained, artifacts, corpus]:
        folder.mkdir(parents=True, exist_ok=True)
    log = contained / "log"
    before = len(log.read_text().splitlines()) if log.exists() else 0
    # Memory over the bound, no answer in time and a panic of our own all end the target.
    # Reading hands its bytes from thread to thread: on one core that costs no waiting for another.
    pin = ["taskset", "-c", str(max(os.sched_getaffinity(0)))] if shutil.which("taskset") else []
    command = [*pin, "nice", "-n", "19", binary, corpus, f"-artifact_prefix={artifacts}/", f"-max_total_time={seconds}",
               "-max_len=65536", "-len_control=20", "-rss_limit_mb=2048", "-timeout=60", f"-dict={words}", "-print_final_stats=1",
               "-report_slow_units=60"]
    scratch = "/dev/shm" if os.path.isdir("/dev/shm") else tempfile.gettempdir()
    spent = lambda: sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    start, used = time.time(), spent()
    done = subprocess.run(command, env={**os.environ, "PRESSMARK_CONTAINED": str(contained), "TMPDIR": scratch},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    (artifacts / "log").write_text(done.stdout[-200_000:])
    last = re.findall(r"cov: (\d+) ft: (\d+)", done.stdout) or [("0", "0")]
    units = re.findall(r"number_of_executed_units: *(\d+)", done.stdout) or re.findall(r"^#(\d+)", done.stdout, re.M) or ["0"]
    after = len(log.read_text().splitlines()) if log.exists() else 0
    crash = re.findall(r"Test unit written to \S*/(\S+)", done.stdout)
    return [target, round(time.time() - start), round(spent() - used), units[-1], *last[-1], sum(1 for _ in corpus.iterdir()), after - before,
            crash[-1] if crash else "" if done.returncode == 0 else f"exit {done.returncode}"]


total, chosen = int(sys.argv[1]), sys.argv[2:] or targets
unknown = [target for target in chosen if target not in targets]
if unknown:
    sys.exit(f"no target {', '.join(unknown)}")
words = dictionary()
figures = here / "figures.csv"
fresh = not figures.exists()
for target in chosen:
    share = total * WEIGHTS.get(target, 1) / sum(WEIGHTS.get(one, 1) for one in chosen)
    row = run(target, max(1, round(share)), words)
    with figures.open("a", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows([FIELDS, row] if fresh else [row])
    fresh = False
    print(*row, sep="\t", flush=True)

"""Fits src/tone/mapping.csv: multinomial logistic regression over the evidence of labelled sentences.

Usage: cargo run --release --example tone_evidence -- news.csv headlines.csv > evidence.csv
       python3 tools/mapping.py evidence.csv > src/tone/mapping.csv

Each set weighs the same. The fifth of the texts whose SHA-256 begins with a byte divisible by five is never fitted
on; macro-F1 there is printed to standard error.
"""

import csv
import math
import random
import sys

LABELS = ("positive", "negative")
PROVENANCE = "logistic fit on four fifths of NewsMTSC and SEntFiN training sentences (MIT)"


def chances(weights, x):
    scores = [math.exp(sum(w * v for w, v in zip(row, x))) for row in weights]
    return [s / (1 + sum(scores)) for s in scores]


def fit(rows, width, passes=12, ridge=1e-5):
    """Averaged stochastic gradient with a fixed seed."""
    draw = random.Random(1)
    weights, mean, steps = [[0.0] * width for _ in LABELS], [[0.0] * width for _ in LABELS], 0
    for turn in range(passes):
        draw.shuffle(rows)
        rate = 0.06 / (1 + turn)
        for y, x, weight in rows:
            for label, (row, p) in enumerate(zip(weights, chances(weights, x))):
                step = rate * weight * ((y == LABELS[label]) - p)
                for i, v in enumerate(x):
                    if v:
                        row[i] += step * v - rate * ridge * row[i]
        if turn >= passes // 2:
            steps += 1
            mean = [[m + w for m, w in zip(ms, ws)] for ms, ws in zip(mean, weights)]
    return [[m / steps for m in row] for row in mean]


def report(weights, rows):
    counts = {}
    for y, x, _ in rows:
        p = chances(weights, x)
        p.append(1 - sum(p))
        said = (*LABELS, "neutral")[p.index(max(p))]
        counts[y, said] = counts.get((y, said), 0) + 1
    scores = []
    for label in (*LABELS, "neutral"):
        right = counts.get((label, label), 0)
        of = sum(n for pair, n in counts.items() for end in pair if end == label)
        scores.append(2 * right / of if of else 0)
    return sum(scores) / 3, scores


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        table = csv.reader(file)
        names = next(table)[3:]
        rows = [(r[0], r[1], r[2], [float(v) for v in r[3:]]) for r in table]
    sizes = {s: sum(r[0] == s for r in rows) for s, *_ in rows}
    smallest = min(sizes.values())
    train = [(y, x, smallest / sizes[s]) for s, fifth, y, x in rows if fifth != "0"]
    weights = fit(train, len(names))
    for s in sorted(sizes):
        for part, held in (("fitted", False), ("held back", True)):
            f1, scores = report(weights, [(y, x, 1) for t, fifth, y, x in rows if t == s and (fifth == "0") == held])
            print(f"set {s} {part}: macro-F1 {f1:.3f} " + " ".join(f"{v:.3f}" for v in scores), file=sys.stderr)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["evidence", "positive", "negative", "provenance"])
    for name, positive, negative in zip(names, *weights):
        out.writerow([name, f"{positive:.4f}", f"{negative:.4f}", PROVENANCE])


main()

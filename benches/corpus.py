#!/usr/bin/env python3
"""Makes a corpus of any size from the sample: corpus.py MEGABYTES FILE.jsonl

Two thirds are stories of their own (nine sentences in ten made of phrases from all over the sample, one a sentence of
it; every number and some names made new); one third are copies of a recent story: cut, appended to, or with another headline. Same bytes each time.
Needs target/release/pressmark (cargo build --release) and nothing else.
"""
import json, random, re, subprocess, sys

size, path = int(float(sys.argv[1]) * 1e6), sys.argv[2]
command = ["target/release/pressmark", "articles", "corpus", "--whole"]
sample = [json.loads(line) for line in subprocess.run(command, capture_output=True, text=True).stdout.splitlines()]
english = [a for a in sample if len(a["text"]) > 300]
sentences = sorted({s for a in english for s in re.split(r"(?<=[.!?”]) +|\n+", a["text"]) if len(s) > 40})
names = sorted({w for s in sentences for w in re.findall(r"(?<=[a-z,] )[A-Z][a-z]{5,}", s)})
split = [s.split() for s in sentences]
rng = random.Random(20251101)
outlets = [f"outlet-{n}.example" for n in range(40)]
recent, made, n = [], 0, 0


def sentence():
    """A sentence of phrases of three words from all over the sample: unlike stories share words, not sentences."""
    words = []
    for _ in range(rng.randint(4, 8)):
        source = rng.choice(split)
        at = rng.randrange(max(1, len(source) - 3))
        words += source[at : at + 3]
    text = " ".join(words).strip(" .,;“”")
    return text[:1].upper() + text[1:] + "."


def renew(text):
    text = re.sub(r"\d+", lambda m: str(rng.randint(1, 10 ** len(m[0]))), text)
    return re.sub(r"\b[A-Z][a-z]{5,}\b", lambda m: rng.choice(names) if rng.random() < .15 else m[0], text)


with open(path, "w", encoding="utf8") as out:
    while made < size:
        day = f"2025-{rng.randint(9, 11):02}-{rng.randint(1, 28):02}"
        if recent and rng.random() < .35:
            story = dict(rng.choice(recent))
            body = story["text"].split("\n")
            kind = rng.randrange(4)
            if kind == 0 and len(body) > 3:
                body = body[: max(3, len(body) * 3 // 4)]
            elif kind == 1:
                body = body + [renew(rng.choice(sentences))]
            elif kind == 2:
                story["title"] = renew(rng.choice(sentences))[:80]
            story["text"] = "\n".join(body)
        else:
            body = [" ".join(renew(rng.choice(sentences)) if rng.random() < .1 else renew(sentence()) for _ in range(rng.randint(2, 4))) for _ in range(rng.randint(4, 12))]
            story = {"title": renew(rng.choice(sentences))[:90], "text": "\n".join(body)}
            recent = (recent + [story])[-500:]
        n += 1
        line = json.dumps({"id": f"b{n}", **story, "outlet": rng.choice(outlets), "date": day}, ensure_ascii=False)
        made += out.write(line + "\n")
print(f"{n} articles, {made / 1e6:.1f} MB", file=sys.stderr)

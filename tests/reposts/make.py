#!/usr/bin/env python3
"""Makes the harder repost set: make.py [FOLDER]

Writes dev/ and held/ (corpus.jsonl, gold.jsonl) beside this file or into FOLDER: copies of stories.txt and frames.py in
the kinds that README.md lists. Standard library only; the same bytes each time.
`make.py FOLDER --articles N` writes one folder of N articles of about 3 kB: new stories of those sentences, for benches/reposts.py.
"""
import argparse, datetime, json, pathlib, random, re
import frames
from outlets import OUTLETS

HERE = pathlib.Path(__file__).parent
SPELL = [(r"\bharbor\b", "harbour"), (r"\bcenter\b", "centre"), (r"\bcolor(s?)\b", r"colour\1"), (r"\btraveling\b", "travelling"), (r"\bapologized\b", "apologised"),
         (r"\btires\b", "tyres"), (r"\bpercent\b", "per cent"), (r"\bparking lot\b", "car park"), (r"\$(\d[\d.,]*) (million|billion)", lambda m: f"US${m[1]}{m[2][0]}n"),
         (r"\b(\d+),(\d{3})\b", r"\1 \2"), (r"\b(\d+) miles?\b", lambda m: f"{round(int(m[1]) * 1.609)} km"), (r"\b(\d+) (feet|yards)\b", lambda m: f"{round(int(m[1]) * (.305 if m[2] == 'feet' else .914))} metres"),
         (r"\b(\d+) pounds\b", lambda m: f"{round(int(m[1]) * .454)} kilos"), (r"\btoward\b", "towards"), (r"\bafterward\b", "afterwards"), (r"\b(Mr|Ms|Dr|St)\.", r"\1"), (r"“|”|\"", "'"),
         (r"\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", lambda m: f"on {m[1]}day (local time)")]
SYNONYMS = dict(pair.split("=") for pair in """said=stated about=roughly people=persons company=firm because=since after=following before=prior_to buy=purchase largest=biggest
cut=reduced began=started help=aid shares=stock found=discovered asked=requested told=informed expected=anticipated told=informed new=fresh show=indicate showed=indicated
according_to=as_per close=shut closed=shut opened=began almost=nearly nearly=almost many=numerous only=just first=initial last=final worth=valued workers=staff
children=kids big=large small=little took=seized made=produced left=departed lost=forfeited gave=handed would=will could=might had=has was=is were=are who=that which=that
than=than money=cash year=twelve-month years=twelve-month_periods month=four-week_period week=seven_days town=municipality city=metropolis house=home houses=homes
plan=scheme government=administration officials=authorities chief=head worst=poorest best=finest since=from under=below over=above against=versus half=50_percent
never=at_no_time every=each each=every three=a_trio_of two=a_pair_of several=a_few work=labor end=conclusion ends=concludes stay=remain keep=retain kept=retained
put=placed paid=remunerated pay=remunerate price=cost cost=price road=route near=close_to hoped=wished warned=cautioned noted=remarked also=as_well still=even_now""".split())
STORY_ENTRIES = ["{t} Good morning. We will follow the day's news here as it comes in.", "{t} Roads: a van has overturned on the ring road and one lane is shut.", "{t} The quiz answer was a heron. Well done to the 31 readers who knew.",
                 "{t} Parliament sits again after lunch; our reporter will be in the gallery.", "{t} A reader has sent a picture of the sunrise over the gasworks.", "{t} That is all from us. The page will reopen at six tomorrow."]
LEADS = ["What began as an ordinary day turned into one that will be talked about for a long time.", "It is the kind of story that makes readers put down their cup and call someone into the room.",
         "There were hints that something of the sort was coming, though few had expected it so soon.", "Our correspondent has been looking at what is behind the news and what may follow from it."]
TAILS = ["Observers say that the coming weeks will show whether anything has been learned.", "A fuller account will appear in the weekend edition, with maps and pictures.", "Similar events have been reported elsewhere in the region, though none on this scale.",
         "The office concerned was closed when this newspaper telephoned for a comment.", "Readers who know more are invited to write to the news desk in confidence."]
PHRASES = ["in its annual accounts", "near the old customs house", "as the second shift arrived", "to everyone's surprise", "under a rule from the last century", "with a borrowed crane", "on the advice of nobody", "by a margin of nine"]


def sentences(text):
    return [s for s in re.split(r"(?<=[.!?”\"])\s+(?=[\"“A-Z$])|(?<=[。])", text) if s]


def reworded(sentence, rng, share=1.0):
    return re.sub(r"[A-Za-z]+", lambda m: SYNONYMS.get(m[0], m[0]).replace("_", " ") if rng.random() < share else m[0], sentence)


def each(text, change):
    """change(n, sentence) over the sentences of the text, paragraphs kept."""
    out, n = [], 0
    for paragraph in text.split("\n"):
        said = []
        for s in sentences(paragraph):
            said.append(change(n, s))
            n += 1
        out.append(" ".join(said))
    return "\n".join(out)


def spelled(text, rng):
    for pattern, to in SPELL:
        text = re.sub(pattern, to, text)
    return text


def paraphrased(sentence, rng):
    """The speaker moved to the front, the first clause to the back, and words exchanged."""
    m = re.match(r"^\"(.+),\" (?:said )?([^.]+?)(?: said)?\.$", sentence)
    if m:
        return f"In the words of {m[2]}: {reworded(m[1], rng)}."
    parts = sentence.rstrip(".").split(", ")
    if len(parts) > 1:
        parts = parts[1:] + parts[:1]
    return reworded("; ".join(parts), rng) + "."


def scanned(text, rng):
    """As read from paper: ligatures, broken words, lines of 46 letters, one letter in 120 mistaken."""
    text = text.replace("fi", "ﬁ").replace("fl", "ﬂ").replace("\"", "”")
    text = "".join({"l": "1", "e": "c", "o": "0", "m": "rn", "h": "b"}.get(c, c) if rng.random() < 1 / 60 else c for c in text)
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > 46:
            room = 46 - len(line)
            if len(word) > 7 and room >= 4:
                lines.append(line + " " + word[:3] + "-")
                line = word[3:]
            else:
                lines.append(line)
                line = word
        else:
            line = (line + " " + word).strip()
    return "\n".join(lines + [line])


def first_words(text, n):
    if " " not in text[:60]:
        return text[: n * 2] + "……"
    return " ".join(text.replace("\n", " ").split()[:n]) + " ..."


def later(date, days):
    return str(datetime.date.fromisoformat(date) + datetime.timedelta(days=days))


class Half:
    def __init__(self, name, base, seed):
        self.rng, self.name, self.base, self.out, self.gold, self.clusters = random.Random(seed), name, base, [], [], 0

    def add(self, made, cluster, title, text, date, outlet, kind=None):
        i = len(self.out)
        self.out.append({"id": f"{self.name}{i}", "title": title, "text": text, "date": date, "outlet": outlet})
        self.gold.append({"id": f"{self.name}{i}", "cluster": cluster, "kind": kind or made, "made": made})

    def own(self):
        self.clusters += 1
        return self.clusters

    def page(self, text, outlet, heavy=True, but=None):
        """The text between what this outlet prints around every text."""
        o, rng = OUTLETS[self.name][outlet], self.rng
        clock = f"{rng.randint(6, 22)}:{rng.randint(10, 59)}"
        head = [line.format(clock=clock, n=rng.randint(2, 90), p=f"{rng.uniform(1, 400):.2f}") for line in o["head"]]
        if not heavy:
            return "\n".join(head[:1] + [text] + o["foot"][-1:])
        cards = []
        for s in rng.sample([b for b in self.base if b is not but], rng.randint(3, 6)):
            cards += [s["title"], first_words(s["text"], rng.choice([14, 30, 45])) if o["long"] else sentences(s["text"].split("\n")[0])[0]]
        middle = text.split("\n")
        if len(middle) > 3:
            middle.insert(rng.randint(1, 3), o["middle"])
        foot = [line.format(clock=clock, n=rng.randint(2, 90), p=f"{rng.uniform(1, 400):.2f}") for line in o["foot"]]
        return "\n".join(head + middle + [o["cards"]] + cards + foot)

    def copy(self, kind, s, outlet):
        """(title, text) of a copy of story s."""
        rng, text, title = self.rng, s["text"], s["title"]
        paragraphs = text.split("\n")
        if kind == "spelling":
            text = spelled(text, rng)
        elif kind == "synonyms":
            text = each(text, lambda n, x: reworded(x, rng) if n % 3 == 1 else x)
        elif kind == "paraphrase":
            k = len(sentences(text.replace("\n", " "))) // 2
            text = each(text, lambda n, x: paraphrased(x, rng) if n >= k else x)
        elif kind == "reorder":
            rng.shuffle(paragraphs)
            text = "\n".join(paragraphs)
        elif kind == "newlead":
            text = "\n".join(rng.sample(LEADS, 2) + [reworded(paragraphs[0], rng)] + paragraphs[1:])
            title = "Explained: " + title
        elif kind == "liveblog":
            entries = [e.format(t=f"{8 + k}.{rng.randint(10, 59)}") for k, e in enumerate(STORY_ENTRIES)]
            entries.insert(rng.randint(1, 4), f"11.0{rng.randint(1, 9)} {title}\n{text}")
            text, title = "\n".join(entries), "Live: the day as it happened"
        elif kind == "cut60":
            text = first_words(text, 60) + "\nRead more"
        elif kind == "stub":
            text = first_words(text, 48) + "\nThis article is for subscribers. Already a member? Sign in."
        elif kind == "page2":
            text = "\n".join(paragraphs[len(paragraphs) // 2:])
            title = title + " (page 2)"
        elif kind == "scan":
            text = scanned(text, rng)
        elif kind == "mojibake":
            text = text.replace("\"", "&quot;").replace("'", "â€™").replace(" - ", " â€” ")
        elif kind == "wire":
            text = f"{title.split()[0].upper()}, {rng.choice(['March', 'Mar.'])} {int(s['date'][8:])} (Halcyon Press) — " + each("\n".join(paragraphs[:max(2, len(paragraphs) - 1)]), lambda n, x: reworded(x, rng, .5) if n % 3 == 2 else x)
            title = rng.choice(["In brief: ", "World: ", "Today: "]) + " ".join(title.split()[::-1][:4])
        elif kind == "update":
            text = "\n".join(paragraphs[:1] + [reworded(paragraphs[1], rng)] + paragraphs[2:] + rng.sample(TAILS, 2))
        elif kind == "append":
            text = "\n".join(paragraphs + rng.sample(TAILS, 3))
        return title, text

    def build(self):
        rng, outlets = self.rng, sorted(OUTLETS[self.name])
        latin = ["outlet", "spelling", "synonyms", "paraphrase", "reorder", "newlead", "liveblog", "cut60", "stub", "page2", "scan", "mojibake", "wire", "update", "append"]
        for s in self.base:
            s["cluster"], s["outlet"] = self.own(), rng.choice(outlets)
            self.add("orig", s["cluster"], s["title"], self.page(s["text"], s["outlet"], rng.random() < .6, s), s["date"], s["outlet"])
        for n, s in enumerate(self.base):
            asian = " " not in s["text"][:40] or s["name"].startswith("th")
            kinds = ["outlet", "cut60", "page2", "reorder"] if asian else [latin[(n * 4 + k * 2 + k * k) % len(latin)] for k in range(5)] + rng.sample(latin, 2)
            for kind in dict.fromkeys(kinds):
                title, text = self.copy(kind, s, None)
                outlet = s["outlet"] if kind == "update" else rng.choice([o for o in outlets if o != s["outlet"]])
                heavy = kind == "outlet" or rng.random() < .45
                self.add("asian-" + kind if asian else kind, s["cluster"], title, self.page(text, outlet, heavy, s), later(s["date"], rng.randint(0, 2)), outlet)
        european = [s for s in self.base if s["name"][:2] not in ("zh", "ja", "th")]
        for _ in range(12):  # two or three unlike stories on one page
            of = rng.sample(european, rng.randint(2, 3))
            outlet = rng.choice(outlets)
            self.add("digest", self.own(), "The day in brief", self.page("\n".join(f"{s['title']}\n{s['text']}" for s in of), outlet, rng.random() < .5), later(max(s["date"] for s in of), 1), outlet)
        for _ in range(24):  # a page that is nothing but cards
            outlet = rng.choice(outlets)
            of = rng.sample(self.base, rng.randint(1, 6))
            text = "\n".join(s["title"] if rng.random() < .4 else s["title"] + "\n" + sentences(s["text"].split("\n")[0])[0] for s in of)
            self.add("cards", self.own(), f"Latest from {outlet.split('.')[0]}", self.page(text, outlet, rng.random() < .5), of[0]["date"], outlet, "orig")
        quoted = [(s, q) for s in european for q in re.findall(r"\"[^\"]{40,}\"[^.\n]*\.", s["text"])]
        for _ in range(10):  # quotes of the week: shares only what was said
            outlet = rng.choice(outlets)
            some = rng.sample(quoted, 5)
            self.add("quotes", self.own(), "They said it", self.page("\n".join(q for _, q in some) + "\nSend us the best line that you have heard this week.", outlet, rng.random() < .5), some[0][0]["date"], outlet, "orig")
        for s in self.base:  # the same words a year on are news of another year
            if s["name"].startswith("yearly"):
                cluster = self.own()
                for k in range(4):
                    outlet = rng.choice(outlets)
                    self.add("yearly", cluster, s["title"], self.page(s["text"], outlet, k % 2 == 0, s), later(s["date"], 364 + k % 2), outlet, "orig")
        order = list(range(len(self.out)))
        rng.shuffle(order)
        rename = {i: n for n, i in enumerate(order)}
        self.out = [{**self.out[i], "id": f"{self.name}{rename[i]}"} for i in order]
        self.gold = [{**self.gold[i], "id": f"{self.name}{rename[i]}"} for i in order]

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, rows in ("corpus", self.out), ("gold", self.gold):
            (folder / f"{name}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf8")


def base_stories():
    told, made = {}, []
    for block in (HERE / "stories.txt").read_text(encoding="utf8").split("\n@ ")[1:]:
        head, body = block.split("\n", 1)
        name, half, date, title = (x.strip() for x in head.split("|"))
        lines = []
        for line in body.strip().split("\n"):
            if line.startswith("<< "):
                of, n = line[3:].split()
                line = told[of][int(n) - 1]
            lines.append(line)
        told[name] = lines
        made.append({"name": name, "half": half, "date": date, "title": title, "text": "\n".join(lines)})
    keys = ("name", "half", "date", "title", "text")
    return made + [dict(zip(keys, s)) for s in frames.stories()]


def scaled(n, folder):
    """n articles: two thirds new stories whose sentences are phrases of the base's, one third copies of them; all under furniture."""
    half = Half("dev", [s for s in base_stories() if s["name"][:2] not in ("zh", "ja", "th")], 7)
    rng, outlets = half.rng, sorted(OUTLETS["dev"])
    words = [s.split() for b in half.base for s in sentences(b["text"].replace("\n", " "))]
    kinds = ["outlet", "synonyms", "reorder", "newlead", "cut60", "append", "wire"]
    recent, cluster = [], 0
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "corpus.jsonl", "w", encoding="utf8") as corpus, open(folder / "gold.jsonl", "w", encoding="utf8") as gold:
        for i in range(n):
            if recent and rng.random() < .35:
                s, kind = rng.choice(recent), rng.choice(kinds)
                title, text = half.copy(kind, s, None)
            else:
                paragraphs = []
                for _ in range(rng.randint(4, 8)):
                    said = []
                    for _ in range(rng.randint(2, 4)):
                        x = []
                        while len(x) < 14:
                            w = rng.choice(words)
                            at = rng.randrange(max(1, len(w) - 3))
                            x += w[at : at + 3]
                        said.append(" ".join(x).strip(" .,\"").capitalize() + f" {rng.choice(PHRASES)} {rng.randint(2, 9999)}.")
                    paragraphs.append(" ".join(said))
                cluster, kind = cluster + 1, "orig"
                s = {"title": paragraphs[0][:70], "text": "\n".join(paragraphs), "date": frames.day(rng.randint(0, 300)), "cluster": cluster, "name": "", "outlet": ""}
                recent = (recent + [s])[-400:]
                title, text = s["title"], s["text"]
            half.base = recent[-40:] if len(recent) > 8 else half.base
            outlet = rng.choice(outlets)
            row = {"id": f"m{i}", "title": title, "text": half.page(text, outlet, True, s), "date": later(s["date"], rng.randint(0, 3)), "outlet": outlet}
            corpus.write(json.dumps(row, ensure_ascii=False) + "\n")
            gold.write(json.dumps({"id": f"m{i}", "cluster": s["cluster"], "kind": kind}) + "\n")


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", nargs="?", default=HERE, type=pathlib.Path)
    ask.add_argument("--articles", type=int)
    args = ask.parse_args()
    if args.articles:
        scaled(args.articles, args.folder)
    else:
        base = base_stories()
        for seed, name in enumerate(("dev", "held")):
            half = Half(name, [s for s in base if s["half"] == name], seed)
            half.build()
            half.write(args.folder / name)

"""What the parts of speech are fitted to: the forms of English words, and texts tagged by a parser.

Usage:
  python3 tools/parts.py forms WORDNET WORDS.txt > FORMS.txt
  python3 tools/parts.py tag < TOKENS.jsonl > TAGGED.tsv
  python3 tools/parts.py conllu FILE.conllu... > TAGGED.tsv

`forms` reads WordNet 3.0 (the folder with `index.verb` and its kin, as in Debian's wordnet-base) and the words whose
forms are wanted, one a line; it adds all forms of all verbs. A line is a word and what it can be: n noun, p plural,
b base of a verb, s "sues", d past, t participle, g "suing", a adjective, r adverb; v where it is used as a verb more
often than as anything else, o where it is hardly ever one.

`tag` needs spaCy 3.8 and its model en_core_web_sm 3.8 (MIT). `TOKENS.jsonl` is what `train_parts tokens` writes.
`conllu` reads sentences tagged by hand, such as the news of GUM.
"""

import json
import re
import sys
from collections import defaultdict

PLAIN = re.compile(r"[a-z]+$")
LETTERS = "npbsdtgarvo"


def ends(word, tail):
    """The word with -s, -ed or -ing."""
    if tail == "s":
        if re.search(r"(s|x|z|ch|sh)$", word) or re.search(r"[^aeiou]o$", word):
            return [word + "es"]
        if re.search(r"[^aeiou]y$", word):
            return [word[:-1] + "ies"]
        return [word + "s"]
    if tail == "ed" and re.search(r"[^aeiou]y$", word):
        return [word[:-1] + "ied"]
    if word.endswith("ie") and tail == "ing":
        return [word[:-2] + "ying"]
    if word.endswith("e") and not word.endswith(("ee", "oe", "ye")) or word.endswith("e") and tail == "ed":
        return [word[:-1] + tail]
    both = [word + tail]
    if re.search(r"[^aeiou][aeiou][bdfgklmnprtvz]$", word):
        both.append(word + word[-1] + tail)
    return both


def forms(wordnet, words):
    counts = defaultdict(lambda: defaultdict(int))
    lemmas = {}
    for name in ["noun", "verb", "adj", "adv"]:
        lemmas[name] = set()
        with open(f"{wordnet}/index.{name}", encoding="utf8") as f:
            for line in f:
                word = line.split(" ")[0]
                if not line.startswith(" ") and PLAIN.match(word):
                    lemmas[name].add(word)
    kinds = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
    with open(f"{wordnet}/cntlist.rev", encoding="utf8") as f:
        for line in f:
            key, _, count = line.split()[:3]
            lemma, rest = key.split("%")
            counts[lemma][kinds[rest[0]]] += int(count)
    odd = defaultdict(list)
    for name in ["noun", "verb"]:
        with open(f"{wordnet}/{name}.exc", encoding="utf8") as f:
            for line in f:
                form, *bases = line.split()
                for base in bases:
                    if PLAIN.match(form):
                        odd[name, base].append(form)
    # A past in -ed of what is irregular otherwise: verb.exc names past and participle alike.
    found = defaultdict(set)
    of = defaultdict(set)
    with open(words, encoding="utf8") as f:
        wanted = {w for w in f.read().split() if PLAIN.match(w)}

    def add(word, letters, lemma):
        found[word] |= set(letters)
        of[word].add(lemma)

    for noun in lemmas["noun"]:
        add(noun, "n", noun)
        for form in odd["noun", noun] or ends(noun, "s"):
            add(form, "p", noun)
    for verb in lemmas["verb"]:
        add(verb, "b", verb)
        add(ends(verb, "s")[0], "s", verb)
        past = odd["verb", verb]
        gerunds = [f for f in past if f.endswith("ing")] or ends(verb, "ing")
        pasts = [f for f in past if not f.endswith(("ing", "s"))] or ends(verb, "ed")
        for form in gerunds:
            add(form, "g", verb)
        for form in pasts:
            add(form, "t" if re.search(r"[^e]en$|[ow]n$|ung$|unk$", form) and len(pasts) > 1 else "dt", verb)
    for adjective in lemmas["adj"]:
        add(adjective, "a", adjective)
    for adverb in lemmas["adv"]:
        add(adverb, "r", adverb)
    verbs = {w for w in found if found[w] & set("bsdtg")}
    real = {"b", "s", "d", "t", "g"}
    for word in sorted(found):
        # Doubled and plain letters are both made; what no list has is left out unless it is the only form.
        letters = set(found[word])
        if word not in wanted and (word not in verbs or len(word) < 4 or not (letters & real)):
            continue
        total = defaultdict(int)
        for lemma in of[word]:
            for kind, n in counts[lemma].items():
                total[kind] += n
        others = total["noun"] + total["adj"] + total["adv"]
        if letters & real:
            if total["verb"] > others:
                letters.add("v")
            if others > 4 * total["verb"] and others > 4:
                letters.add("o")
        print(word, "".join(c for c in LETTERS if c in letters))


PENN = {"VBD": "V", "VBZ": "V", "VBP": "V", "VB": "B", "VBG": "G", "VBN": "D", "MD": "X", "TO": "o", "NN": "N", "NNS": "N",
        "NNP": "N", "NNPS": "N", "FW": "N", "ADD": "N", "IN": "I", "RP": "I", "DT": "E", "PDT": "E", "PRP$": "E", "PRP": "U",
        "EX": "U", "WDT": "W", "WP": "W", "WRB": "W", "WP$": "W", "CC": "C", "CD": "M", "JJ": "J", "JJR": "J", "JJS": "J",
        "RB": "R", "RBR": "R", "RBS": "R", "POS": "."}


def letter(tag, universal, relation):
    """A participle before its noun is an adjective; be, have, do and their kin are helpers where they help."""
    if universal == "AUX" or tag == "MD":
        return "X"
    if tag in ("VBG", "VBN") and (relation == "amod" or universal == "ADJ"):
        return "J"
    return PENN.get(tag, ".")


def tag():
    import en_core_web_sm

    nlp = en_core_web_sm.load(disable=["ner", "lemmatizer"])
    read = [json.loads(line) for line in sys.stdin]
    read = [s for s in read if 2 < len(s["tokens"]) < 120]
    for sentence, parsed in zip(read, nlp.pipe([s["text"] for s in read], batch_size=128)):
        at = {}
        for token in parsed:
            for place in range(token.idx, token.idx + len(token.text)):
                at.setdefault(place, token)
        place = 0
        for word in sentence["tokens"]:
            place = sentence["text"].index(word, place)
            token = at.get(place)
            print(word, letter(token.tag_, token.pos_, token.dep_) if token is not None else ".", sep="\t")
            place += len(word)
        print()


def conllu(paths):
    for path in paths:
        with open(path, encoding="utf8") as f:
            for line in f:
                row = line.rstrip("\n").split("\t")
                if len(row) > 7 and row[0].isdigit():
                    print(row[1], letter(row[4], row[3], row[7]), sep="\t")
                elif len(row) == 1 and not row[0]:
                    print()


if __name__ == "__main__":
    if sys.argv[1:2] == ["forms"]:
        forms(*sys.argv[2:4])
    elif sys.argv[1:2] == ["tag"]:
        tag()
    elif sys.argv[1:2] == ["conllu"]:
        conllu(sys.argv[2:])
    else:
        sys.exit(__doc__)

"""Compiles src/tone/words.csv from the VADER lexicon (MIT) and the rows given here.

Usage: python3 tools/words.py path/to/vader_lexicon.txt > src/tone/words.csv
"""

import csv
import re
import sys

# Words whose value in general language does not hold in news about firms.
NEUTRAL = {
    "no judgement in business news": "share shares shared sharing trust trusts trusted interest interests interested "
    "security securities energy energetic united party parties natural play player playing like dear chance certain "
    "special super top yes want wants wanted please reserve",
    "names a trade or an instrument": "mortgage liability liabilities tax cancer fire gross vision treasury treasure "
    "debt crude war wars number growing save savings intelligence defense shoot weapons weapon dead died death kill",
    "names a topic of news, no judgement": "admit admits admitted alarm allow emergency entertaining entertainment exclusive extend extends fit flagship focused limited reach reliant resolve "
    "active actively agree agreed agreement agreements agrees assets ban care certainly challenge "
    "challenged challenges challenging clear clearly create created creative credit cut cuts demand "
    "demanded demanding ease easy engage engaged fight fighter fighting free gift god grant granted "
    "grants heaven importance important increase increased intelligent join kind leave legal legally "
    "matter matters missing novel pay prepared questioned ready responsible rich significant "
    "solution solutions stop straight value valued values worth",
    "names a firm, a river or a party to a case": "amazon amazonite amazons defendant defendants",
    "given by business.csv with a value for firms": "",
}
# Words the lexicon has in American spelling only.
AMERICAN = (
    "favorable favorably favorite favorites fulfill fulfills marvelous demoralized disorganized antagonize antagonized "
    "antagonizes antagonizing dehumanize dehumanized dehumanizing monopolize monopolized monopolizing skeptically "
    "immobilized victimization defenseless harmonization harmonizes traumatization trivialization terrorization "
    "popularization depressurized"
)
BRITISH = [("favor", "favour"), ("marvelous", "marvellous"), ("fulfill", "fulfil"), ("skept", "scept"),
           ("defenseless", "defenceless"), (r"iz(e|ed|es|ing|ation)$", r"is\1")]
MORE = {
    "negation": "not no never none nobody neither nor without cannot can't couldn't didn't doesn't don't hadn't hasn't "
    "haven't isn't wasn't weren't won't wouldn't shouldn't aren't hardly barely lack lacks lacked denies deny denied "
    "fails failed fail refuse refused refuses",
    "intensifier": "very extremely highly deeply sharply steeply strongly heavily hugely massively significantly "
    "substantially particularly especially completely totally utterly really most severely badly seriously",
    "diminisher": "slightly somewhat marginally modestly partly partially little mildly relatively fairly",
    "contrast": "but however although though while whereas despite yet nevertheless nonetheless",
    "speech": "said says say told tells tweeted tweets wrote writes added adds stated states announced announces asked asks argued argues explained explains noted notes replied responded",
    "copula": "is was were are been be being gets got became becomes become remains remained seems seemed looks looked feels felt",
    "hedge": "reportedly allegedly purportedly supposedly apparently alleged purported rumoured rumored unverified "
    "unconfirmed possibly perhaps",
}


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["word", "language", "value", "kind", "source", "reason"])
    neutral = {word: why for why, words in NEUTRAL.items() for word in words.split()}
    more = {(word, kind) for kind, words in MORE.items() for word in words.split()}
    taken = {word for word, _ in more}
    rows = [(word, 0.0, kind, "own", "") for word, kind in more]
    with open(sys.argv[1], encoding="utf-8") as lexicon:
        for line in lexicon:
            word, value = line.split("\t")[:2]
            if re.fullmatch(r"[a-z][a-z']{2,}", word) and word not in taken:
                taken.add(word)
                why = neutral.get(word, "")
                rows.append((word, 0.0 if why else float(value), "word", "VADER", why))
    values = {row[0]: row for row in rows}
    for word in AMERICAN.split():
        if word in values:
            spelt = word
            for american, british in BRITISH:
                spelt = re.sub(american, british, spelt)
            rows.append((spelt, *values[word][1:4], values[word][4] or "British spelling"))
    for word, value, kind, source, why in sorted(rows):
        out.writerow([word, "en", f"{value:g}", kind, source, why])


main()

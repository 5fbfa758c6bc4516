#!/usr/bin/env python3
"""Makes fuzz/corpus/TARGET/ of tests/fixtures, the sample and small files in our own words; needs Python alone.

seeds/ holds what is not made here: tables of Parquet, a sheet of `pressmark sample` filled in.
"""
import bz2, csv, gzip, io, lzma, pathlib, tarfile, zipfile

here = pathlib.Path(__file__).parent
root = here.parent
fixtures = {path.name: path.read_bytes() for path in sorted((root / "tests/fixtures").iterdir()) if path.is_file()}
seeds = {}


def seed(target, *files):
    for content in files:
        seeds.setdefault(target, []).append(content if isinstance(content, bytes) else content.encode())


# The exports and standards, each from its fixtures; the same text is also tried as another layout of its family.
FIXTURES = {
    "clippings_rtf": ["clippings.rtf"],
    "europresse_html": ["europresse-newer.html", "europresse-older.html"],
    "factiva_html": ["factiva.html", "factiva-dates.html"],
    "factiva_rtf": ["factiva.rtf"],
    "factiva_xml": ["factiva.xml"],
    "feed": ["feed.atom", "feed.rss"],
    "iptc7901": ["iptc7901.txt"],
    "mediargus_txt": ["mediargus.txt"],
    "eml": ["message.eml", "page.mhtml"],
    "mhtml": ["page.mhtml", "message.eml"],
    "newsml_g2": ["newsml-g2.xml"],
    "newsml": ["newsml.xml"],
    "nexis_txt": ["nexis-de.txt", "nexis-en.txt", "nexis-es.txt", "nexis-fr.txt", "nexis-nl.txt"],
    "nexis_rtf": ["nexis-uni.txt"],
    "nexis_docx": ["nexis-uni.txt", "nexis-en.txt"],
    "nexis_html": ["nexis.html"],
    "ninjs": ["ninjs.json"],
    "nitf": ["nitf.xml"],
    "xls": ["table.xls"],
    "xz": ["packed.txt.xz"],
    "proquest_txt": ["proquest.txt"],
    "proquest_xml": ["proquest.xml"],
    "rtf": ["clippings.rtf", "factiva.rtf"],
    "xml": ["nitf.xml", "newsml.xml", "newsml-g2.xml", "factiva.xml", "proquest.xml", "feed.rss", "feed.atom"],
}
for target, names in FIXTURES.items():
    seed(target, *(fixtures[name] for name in names if name in fixtures))
for name, content in fixtures.items():
    seed("recognised", f"{name}\n".encode() + content, b"noname\n" + content)

text = "Harbour opens\n\nLUND, March 5 (Reuters) - The quay of Lund stays open, Anna Berg said on Monday.\n\nFerries left at noon."
page = f"""<!DOCTYPE html><html lang="en"><head><title>Harbour opens - Herald</title><meta charset="utf-8">
<meta property="og:site_name" content="Herald"><meta property="article:published_time" content="2014-03-05T10:00:00+01:00">
<link rel="canonical" href="https://herald.example/2014/03/05/harbour"><script type="application/ld+json">
{{"@context":"https://schema.org","@type":"NewsArticle","headline":"Harbour opens","datePublished":"2014-03-05","author":{{"@type":"Person","name":"Anna Berg"}}}}
</script></head><body><nav><a href="/">Home</a></nav><article><h1>Harbour opens</h1>{"<p>The quay of Lund stays open for the ferries that leave at noon, the council said.</p>" * 4}
<ul><li>One</li></ul><table><tr><td>Two</td></tr></table><blockquote>Three</blockquote></article><footer>All rights reserved</footer></body></html>"""
record = '{"id":"a1","title":"Harbour opens","text":"The quay stays open.","date":"2014-03-05","outlet":"Herald","author":["Anna Berg"],"url":"https://herald.example/a","language":"en"}'
front = "---\ntitle: Harbour opens\ndate: 2014-03-05\nauthor: Anna Berg\n---\n" + text
table = "id,title,text,date,source\n1,Harbour opens,\"The \"\"quay\"\"\nstays open.\",05/03/2014,Herald\n2,Ferry leaves,At noon.,25/03/2014,Herald\n"
seed("text", text, front, "Title: Harbour opens\nDate: 5 March 2014\n\n" + text)
seed("markdown", "# Harbour opens\n\n" + text, front)
for target in ["html", "fast_html"]:
    seed(target, page, fixtures["factiva.html"], "<p>The quay.<div><table><tr><td>a<svg><p>b</svg></table>")
seed("json", f"[{record},{record}]", record, '{"status":"ok","articles":[{"source":{"id":null,"name":"Herald"},"title":"Harbour","content":"The quay stays open.","publishedAt":"2014-03-05T10:00:00Z"}]}',
     '{"posts":[{"uuid":"1","title":"Harbour","text":"The quay.","published":"2014-03-05T10:00:00.000+02:00","thread":{"site":"herald.example","section_title":"News"}}]}',
     '{"maintext":"The quay stays open.","title":"Harbour","date_publish":"2014-03-05 10:00:00","source_domain":"herald.example","language":"en"}')
seed("json", *(fixtures[name] for name in ["news-please.json", "webhose.json", "newsapi.json", "mediacloud.json", "gdelt.json", "guardian.json", "nyt.json", "by-id.json", "frame-columns.json", "frame-split.json"]))
seed("csv", *(fixtures[name] for name in ["table.csv", "table-below-title.csv", "mediacloud.csv", "gdelt.csv"]))
seed("jsonl", f"{record}\n{record}\n", record.replace("2014-03-05", "5. März 2014"))
seed("export", f"{record}\n{record}\n")
seed("csv", table, table.replace(",", ";"), "stories_id,publish_date,title,url,language,text\n1,2014-03-05,Harbour,https://a.example,en,The quay\n")
seed("tsv", table.replace(",", "\t"))
seed("factiva_txt", "Document HRLD000020140305ea350000a\n\nHD Harbour opens\nBY Anna Berg\nWC 12 words\nPD 5 March 2014\nSN Herald\nLA English\nLP \nThe quay stays open.\nTD \nFerries left at noon.\nAN Document HRLD000020140305ea350000a\n")


def zipped(parts, method=zipfile.ZIP_STORED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


# Documents: the parts that src/document.rs puts into the archive.
word = "<w:document xmlns:w='w'><w:body><w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Harbour</w:t></w:r></w:p><w:p><w:r><w:t>The quay.</w:t><w:br/><w:tab/><w:t>Ferries &amp; boats.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
seed("docx", word + "\n====\n<cp:coreProperties><dc:creator>Anna Berg</dc:creator></cp:coreProperties>", zipped({"word/document.xml": word}))
odt = "<office:document-content xmlns:office='o' xmlns:text='x'><office:body><office:text><text:h text:outline-level='1'>Harbour</text:h><text:p>The quay<text:s text:c='2'/>stays<text:line-break/>open.<text:tab/><text:note><text:p>n</text:p></text:note></text:p></office:text></office:body></office:document-content>"
seed("odt", odt + "\n====\n<office:document-meta><dc:creator>Anna Berg</dc:creator></office:document-meta>")
cell = "<table:table-cell office:value-type='string'><text:p>%s</text:p></table:table-cell>"
seed("ods", "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet><table:table table:name='a'><table:table-row>"
     + cell % "text" + cell % "date" + "</table:table-row><table:table-row table:number-rows-repeated='2'>" + cell % "The quay."
     + "<table:table-cell table:number-columns-repeated='3' office:value-type='date' office:date-value='2014-03-05'/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>")
seed("xlsx", "<worksheet><dimension ref='A1:B2'/><sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>date</t></is></c><c r='B1' t='s'><v>0</v></c></row><row r='2'><c r='A2' s='1'><v>41703</v></c><c r='B2' t='s'><v>1</v></c><c r='C2' t='e'><v>#N/A</v></c><c r='D2'><f>A1</f><v>1.5e3</v></c></row></sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>"
     "\n====\n<sst><si><t>text</t></si><si><r><t>The quay.</t></r></si></sst>\n====\n<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy-mm-dd'/></numFmts><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs></styleSheet>")
seed("epub", "<package><metadata><dc:title>Review</dc:title><dc:creator>Anna Berg</dc:creator><dc:date>2014</dc:date><dc:language>en</dc:language></metadata><manifest><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>\n====\n<html><body><h1>Harbour</h1><p>"
     + "The quay of Lund stays open. " * 12 + "</p></body></html>")

# Archives.
answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{len(page):x}\r\n{page}\r\n0\r\n\r\n"
warc = "".join(f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://herald.example/a\r\nWARC-Date: 2014-03-05T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: {len(answer.encode())}\r\n\r\n{answer}\r\n\r\n" for kind in ["request", "response"])
packed = gzip.compress(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".encode(), mtime=0)
seed("warc", warc)
seed("warc_gz", gzip.compress(warc.encode(), mtime=0) * 2, gzip.compress(warc.encode(), 0, mtime=0), packed)
inner = zipped({"b.txt": text})
seed("zip", zipped({"a.txt": text, "b.html": page, "c.csv": table}), zipped({"a/b.txt": text, "../c.txt": text, "d.zip": inner}, zipfile.ZIP_DEFLATED))
out = io.BytesIO()
with tarfile.open(fileobj=out, mode="w") as archive:
    for name, content in {"a.txt": text, "b/c.jsonl": record, "x" * 120 + ".txt": text}.items():
        info = tarfile.TarInfo(name)
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content.encode()))
seed("tar", out.getvalue(), gzip.compress(out.getvalue(), mtime=0))
seed("gzip", gzip.compress(text.encode(), mtime=0), gzip.compress(gzip.compress(text.encode(), mtime=0), mtime=0))
seed("bzip2", bz2.compress(text.encode()) * 2)
seed("xz", lzma.compress(text.encode()) * 2, lzma.compress(text.encode(), check=lzma.CHECK_NONE))
# A frame of Zstandard by hand: mark, descriptor with the size, one raw block.
raw = text.encode()[:200]
seed("zstd", b"\x28\xB5\x2F\xFD\x20" + bytes([len(raw)]) + (len(raw) << 3 | 1).to_bytes(3, "little") + raw)
for path in sorted((here / "seeds").iterdir()):
    target = {".parquet": "parquet", ".csv": "coding_sheet"}[path.suffix]
    seed(target, path.read_bytes())

# What stands behind the readers, and the files a user writes.
seed("dates", "2014-03-05T10:00:00+01:00", "5 March 2014", "Mittwoch, 5. März 2014 10:04 Uhr", "05/03/2014 5:04 PM", "2018 年 10 月 7 日 17:04", "20140305T100000Z", "Wed, 05 Mar 2014 10:00:00 GMT", "mercredi 5 mars 2014", "March 2014", "1394010000", "LUND, March 5 -", "2014/03/05/")
seed("encodings", "utf-8\n" + text, b"windows-1252\nCaf\xe9 in Z\xfcrich \x92s", b"utf-16\n" + text.encode("utf-16"), b"shift_jis\n" + "港が開いた。".encode("shift_jis"), b"gbk\n" + "港口开放".encode("gbk"), b"iso-2022-jp\n" + "港が".encode("iso-2022-jp"))
seed("path_pattern", "{outlet}/{year}/{month}-{day}-*.txt\nherald/2014/03-05-a", "**/{date}_{id}.txt\na/b/2014-03-05_7")
for path in sorted((root / "corpus").rglob("*"))[:40]:
    if path.is_file() and path.suffix in {".txt", ".md"}:
        seed("stages", path.read_bytes()[:8000])
names = "Apple sued Microsoft Corp. (NASDAQ: MSFT), Tim Cook told Reuters.\n“We deny it,” a spokesman for Goldman Sachs said. Shares of $TSLA fell 5 %. Nestlé SA, headquartered in Vevey, did not sue.\n"
seed("stages", names, "Siemens verklagt\nDie Siemens AG hat die Deutsche Bank verklagt, sagte ein Sprecher.\n", "By Anna Berg\n" + names * 3)
story = '{"id":"%s","title":"Apple sues","text":"Apple sued Microsoft on Monday. Google denied it. Shares of Tesla fell sharply after weak results.\\nBy Reuters","date":"2025-09-0%d","outlet":"Herald"}\n'
seed("whole_run", "".join(story % (n, n) for n in range(1, 5)))
seed("watchlist", (root / "watchlist.csv").read_bytes(), "name,aliases\nApple,Apple Inc.|Mac maker\n")
seed("lexicon", "word,value\nsoar,3\nplunge,-3\n", "word,kind,value\nvery,intensifier,\nnot,negation,\n", "+Negative\n--fall* (1)\n+Positive\n--gain*\n", "Word,Negative,Positive,Uncertainty\nABANDON,2009,0,0\n")
seed("settings", (root / "pressmark.toml").read_bytes(), 'period = "week"\nfrom = "2024-01-01"\npath = "{outlet}/{year}.txt"\n[columns]\ntext = "body"\n')
seed("coding_sheet", "row;is_it_1;tone_1\nm1;yes;negative\n")

for target, files in seeds.items():
    folder = here / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    for at, content in enumerate(files):
        (folder / f"seed-{at:02}").write_bytes(content[:65536])
print(f"{sum(map(len, seeds.values()))} seeds for {len(seeds)} targets")

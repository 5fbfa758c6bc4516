#!/usr/bin/env python3
"""Which copies were missed and which stories run together: errors.py dev/gold.jsonl OUTPUT/articles.csv

Recall of each way of making, and the pairs wrongly held to be one story by their two ways.
"""
import collections, csv, json, sys

csv.field_size_limit(10**9)
gold = [json.loads(line) for line in open(sys.argv[1], encoding="utf8")]
story = {r["article_id"]: r["story_id"] or r["article_id"] for r in csv.DictReader(open(sys.argv[2], encoding="utf-8-sig", newline=""))}
first = {g["cluster"]: g["id"] for g in gold if g["made"] == "orig"}
seen, hit, missed = collections.Counter(), collections.Counter(), collections.defaultdict(list)
for g in gold:
    if g["made"] != "orig" and g["cluster"] in first:
        seen[g["made"]] += 1
        if story[g["id"]] == story[first[g["cluster"]]]:
            hit[g["made"]] += 1
        else:
            missed[g["made"]].append(f"{g['id']} of {first[g['cluster']]}")
for made in sorted(seen):
    print(f"{made} {hit[made]} of {seen[made]}; missed: {', '.join(missed[made]) or 'none'}")
wrong = collections.defaultdict(list)
for n, a in enumerate(gold):
    for b in gold[:n]:
        if a["cluster"] != b["cluster"] and story[a["id"]] == story[b["id"]]:
            wrong[" + ".join(sorted((a["made"], b["made"])))].append(f"{b['id']}-{a['id']}")
print(f"wrong pairs {sum(map(len, wrong.values()))}")
for pair, ids in sorted(wrong.items(), key=lambda x: -len(x[1])):
    print(f"{pair} {len(ids)}: {' '.join(ids[:6])}")

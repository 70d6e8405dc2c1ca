#!/usr/bin/env python3
"""Builds train-*.jsonl from src/*.tsv and proves that the set is sound.

    python3 datasets/error-classes/build.py            write the files, print the counts
    python3 datasets/error-classes/build.py --check    write nothing; fail if the committed files differ

A source row has seven columns: label, transient, level, exception_type, system, provenance key, text.
"-" is an empty cell; \\n and \\t in the text are a line break and a tab; %host%, %n% and the like are
slots, filled from made-up values that depend on the row alone. Standard library only.
"""
import collections
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
LABELS = """model_error test_failure syntax dependency configuration rate_limit timeout network unavailable
authentication permission resource_exhausted hardware data_corruption conflict not_found invalid_input
cancelled logic other""".split()
LEVELS = ["fatal", "error", "warning", "info", "debug"]
TRANSIENT = {"yes": True, "no": False, "-": None}
FEWEST_ROWS, FEWEST_WORDINGS, FEWEST_A_CLASS, FEWEST_OTHER = 2400, 2000, 80, 200

HOSTS = "atlas birch cobalt delta ember falcon garnet harbor indigo juniper kestrel linden maple nimbus osprey".split()
SERVICES = "billing checkout catalog inventory orders payments search shipping ledger notifier reports signup quotes".split()
USERS = "mira jonas app_rw etl svc-batch deployer alice report_ro tomek ingest worker7 oksana backup".split()
DATABASES = "shop ledger crm warehouse billing analytics tickets fleet".split()
TABLES = "orders invoices customers line_items shipments audit_log sessions products refunds".split()
COLUMNS = "customer_id amount created_at sku status email_hash quantity currency region".split()
DIRS = "/var/lib/app /opt/reports /srv/data /data/spool /home/build/work /mnt/share /var/log/app /usr/local/etc".split()
FILES = "batch.csv export.json state.db report.pdf input.parquet archive.tar.gz users.txt snapshot.bin page.html".split()
PACKAGES = "com.acme.billing org.fleet.track net.harbor.core io.linden.api com.kestrel.jobs".split()
CLASSES = "InvoiceService OrderRouter LedgerWriter RateTable SessionStore ShipmentPlanner FeedReader QuoteMapper".split()
METHODS = "load apply resolve handle commit refresh transform render dispatch merge".split()
MODULES = "loader views tasks pipeline client models sync handlers report".split()
TOPICS = "orders.v1 payments-in clickstream audit.events stock-moves".split()
BUCKETS = "acme-exports nightly-dumps media-origin build-cache".split()
DEVICES = "sda sdb sdc nvme0n1 nvme1n1 md0 vdb".split()
WORDS = "alpha brisk copper dune elder frost grove haze".split()


class Slots:
    """Made-up values for one row: the same row always gets the same ones."""

    def __init__(self, seed):
        self.seed, self.turn = seed, 0

    def number(self, low, high):
        self.turn += 1
        digest = hashlib.sha256(f"{self.seed}#{self.turn}".encode()).digest()
        return low + int.from_bytes(digest[:8], "big") % (high - low + 1)

    def one_of(self, values):
        return values[self.number(0, len(values) - 1)]

    def hex(self, digits):
        return "".join("0123456789abcdef"[self.number(0, 15)] for _ in range(digits))

    def ip(self):
        return f"10.{self.number(0, 250)}.{self.number(0, 250)}.{self.number(2, 250)}"

    def fill(self, name):
        made = {
            "n": lambda: str(self.number(100, 98765)),
            "s": lambda: str(self.number(1, 60)),
            "ms": lambda: str(self.number(200, 120000)),
            "big": lambda: str(self.number(10**8, 10**11)),
            "port": lambda: str(self.number(1024, 65000)),
            "pid": lambda: str(self.number(300, 32000)),
            "line": lambda: str(self.number(5, 900)),
            "ip": self.ip,
            "ipp": lambda: f"{self.ip()}:{self.number(1024, 65000)}",
            "host": lambda: f"{self.one_of(HOSTS)}-{self.number(1, 40)}",
            "fqdn": lambda: f"{self.one_of(HOSTS)}{self.number(1, 40)}.example.{self.one_of(['com', 'net', 'org'])}",
            "svc": lambda: self.one_of(SERVICES),
            "user": lambda: self.one_of(USERS),
            "db": lambda: self.one_of(DATABASES),
            "tbl": lambda: self.one_of(TABLES),
            "col": lambda: self.one_of(COLUMNS),
            "dir": lambda: self.one_of(DIRS),
            "path": lambda: f"{self.one_of(DIRS)}/{self.one_of(FILES)}",
            "file": lambda: self.one_of(FILES),
            "wpath": lambda: "C:\\" + self.one_of(["Apps", "inetpub", "Data", "Jobs"]) + "\\" + self.one_of(FILES),
            "pkg": lambda: self.one_of(PACKAGES),
            "cls": lambda: self.one_of(CLASSES),
            "meth": lambda: self.one_of(METHODS),
            "mod": lambda: self.one_of(MODULES),
            "topic": lambda: self.one_of(TOPICS),
            "bucket": lambda: self.one_of(BUCKETS),
            "dev": lambda: self.one_of(DEVICES),
            "word": lambda: self.one_of(WORDS),
            "hex": lambda: self.hex(8),
            "addr": lambda: "0x" + self.hex(12),
            "sha": lambda: self.hex(7),
            "uuid": lambda: "-".join(self.hex(k) for k in (8, 4, 4, 4, 12)),
            "ver": lambda: f"{self.number(0, 9)}.{self.number(0, 30)}.{self.number(0, 12)}",
            "pod": lambda: f"{self.one_of(SERVICES)}-{self.hex(9)}-{self.hex(5)}",
            "rack": lambda: f"R{self.number(0, 7)}{self.number(0, 7)}-M{self.number(0, 1)}-N{self.number(0, 9)}",
            "url": lambda: f"https://{self.one_of(SERVICES)}.example.com/v{self.number(1, 3)}/{self.one_of(TABLES)}",
            "date": lambda: f"20{self.number(17, 25)}-{self.number(1, 12):02d}-{self.number(1, 28):02d}",
            "time": lambda: f"{self.number(0, 23):02d}:{self.number(0, 59):02d}:{self.number(0, 59):02d}",
        }
        return made[name]()


SLOT = re.compile(r"%(n|s|ms|big|port|pid|line|ip|ipp|host|fqdn|svc|user|db|tbl|col|dir|path|file|wpath|pkg|cls|meth"
                  r"|mod|topic|bucket|dev|word|hex|addr|sha|uuid|ver|pod|rack|url|date|time)%")


def provenances():
    lines = (HERE / "src" / "provenance.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def unescaped(text):
    return text.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")


def wording(text):
    """The text without what a slot or a number may change."""
    text = re.sub(r"\b0x[0-9a-fA-F]+\b|\b[0-9a-fA-F]{7,}\b|\d+", "0", SLOT.sub("%", text).lower())
    return re.sub(r"\s+", " ", text).strip()


def read(path, known, faults):
    for place, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 7:
            faults.append(f"{path.name}:{place}: {len(cells)} columns, want 7")
            continue
        label, transient, level, kind, system, source, text = cells
        if label not in LABELS:
            faults.append(f"{path.name}:{place}: unknown label {label!r}")
        if level != "-" and level not in LEVELS:
            faults.append(f"{path.name}:{place}: unknown level {level!r}")
        if transient not in TRANSIENT:
            faults.append(f"{path.name}:{place}: transient is {transient!r}, want yes, no or -")
        if source not in known:
            faults.append(f"{path.name}:{place}: unknown provenance {source!r}")
        if not text.strip():
            faults.append(f"{path.name}:{place}: no text")
        key = hashlib.sha256("\t".join((label, kind, system, text)).encode()).hexdigest()
        slots = Slots(key)
        filled = SLOT.sub(lambda m: slots.fill(m.group(1)), unescaped(text))
        yield wording(text), {
            "id": f"{path.stem}-{key[:10]}",
            "text": filled,
            "level": None if level == "-" else level,
            "exception_type": None if kind == "-" else unescaped(kind),
            "label": label,
            "transient": TRANSIENT.get(transient),
            "system": system,
            "provenance": known.get(source, source),
        }


def build():
    known, faults, files, ids, seen = provenances(), [], {}, set(), {}
    for path in sorted((HERE / "src").glob("*.tsv")):
        if path.name == "provenance.tsv":
            continue
        rows = []
        for words, row in read(path, known, faults):
            # The same words under two exception types are two events.
            words = f"{row['exception_type']} {words}"
            if row["id"] in ids:
                faults.append(f"{path.name}: id {row['id']} twice")
            if words in seen:
                faults.append(f"{path.name}: {row['text']!r} says the same as a row of {seen[words]}")
            ids.add(row["id"])
            seen[words] = path.name
            rows.append(row)
        files[HERE / f"train-{path.stem}.jsonl"] = rows
    return files, len(seen), faults


def counts(rows, field):
    return collections.Counter(row[field] for row in rows)


def main():
    files, wordings, faults = build()
    rows = [row for part in files.values() for row in part]
    labels = counts(rows, "label")
    for label in LABELS:
        least = FEWEST_OTHER if label == "other" else FEWEST_A_CLASS
        if labels[label] < least:
            faults.append(f"class {label}: {labels[label]} rows, want {least}")
    if len(rows) < FEWEST_ROWS or wordings < FEWEST_WORDINGS:
        faults.append(f"{len(rows)} rows in {wordings} wordings, want {FEWEST_ROWS} in {FEWEST_WORDINGS}")
    for path, part in files.items():
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in part)
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            faults.append(f"{path.name} is not what src/ gives; run build.py")
    for path in set(HERE.glob("train-*.jsonl")) - set(files):
        faults.append(f"{path.name} has no source")
    print(f"{len(rows)} rows, {wordings} wordings, {len(counts(rows, 'system'))} systems")
    for field in ("label", "level", "system"):
        print(f"{field}: " + ", ".join(f"{k} {n}" for k, n in counts(rows, field).most_common()))
    for fault in faults:
        print("fault: " + fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

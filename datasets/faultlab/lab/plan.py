"""What a team would do from day to day: which operations, with which attributes, under which lasting conditions.

Everything here is decided by the seed. Whether an operation fails is decided later, by the real programs."""
import math

DAY, HOUR = 86400, 3600
ACTORS = {  # made-up handles: (weight, care: added to the log-odds of a slip)
    "kestrel": (5, -.4), "mossback": (5, -.2), "quill7": (4, .1), "tanager": (4, 0.), "brindle": (3, .5), "oxlip": (3, .8),
    "sorrel-k": (3, -.1), "wren.b": (2, .3), "nightjar": (2, 0.)}
ROBOTS = {"ci-runner": 0., "cron-batch": 0.}

# component -> kind -> (per week in production, hours of the day, robot or None)
RHYTHM = {
    "orders-db": {"migration": (4, (9, 17), None), "bulk_load": (5.5, (1, 6), "cron-batch"), "config_change": (1.6, (9, 17), None)},
    "ledger-db": {"migration": (3, (9, 17), None), "bulk_load": (5.5, (2, 7), "cron-batch"), "config_change": (1.3, (9, 17), None)},
    "backup-agent": {"backup": (7, (22, 24), "cron-batch"), "restore": (3, (6, 9), "cron-batch")},
    "session-cache": {"cache_warmup": (6.5, (5, 8), "cron-batch"), "config_change": (1.8, (9, 18), None)},
    "edge-proxy": {"config_change": (2.5, (9, 18), None), "deploy": (3.5, (10, 18), None)},
    "gateway": {"deploy": (3.8, (10, 18), None), "config_change": (1.8, (9, 18), None)},
    "catalog-import": {"bulk_load": (6.5, (3, 9), "cron-batch")},
    "billing-batch": {"batch_job": (6, (0, 5), "cron-batch"), "deploy": (2.2, (10, 17), None)},
    "settlement-report": {"batch_job": (5.5, (4, 9), "cron-batch")},
    "pricing-lib": {"build": (3.2, (9, 18), "ci-runner")},
    "checkout-app": {"build": (3.2, (9, 18), "ci-runner"), "deploy": (2.5, (10, 18), None)},
}

# component -> condition -> (begins per week, lasts days when nobody acts, {kind: chance that an operation meets it})
CONDITIONS = {
    "orders-db": {"lock_session": (.3, 1.6, {"migration": .75, "bulk_load": .4}), "pool_limit": (.2, 2, {}), "credential_rotated": (.12, 1.5, {"migration": .9, "bulk_load": .9, "config_change": .9}),
                  "permission_lost": (.12, 2, {"migration": .55, "bulk_load": .6}), "maintenance": (.1, .6, {"migration": .9, "bulk_load": .9, "config_change": .9}),
                  "path_cut": (.1, .8, {"migration": .9, "bulk_load": .9, "config_change": .9}), "corrupt_input": (.3, 3, {"bulk_load": .75}), "duplicate_key": (.15, 2.5, {"bulk_load": .7}),
                  "retention_stuck": (.35, 7, {})},
    "backup-agent": {"credential_rotated": (.15, 2, {"backup": .9, "restore": .5}), "permission_lost": (.15, 2.5, {"backup": .9}), "missing_volume": (.12, 2, {"backup": .85}),
                     "lock_session": (.15, 1.5, {"backup": .7}), "corrupt_backup": (.35, 4, {"restore": .8}), "scratch_exists": (.2, 3, {"restore": .8}), "path_cut": (.08, 1, {"backup": .9, "restore": .9}),
                     "retention_stuck": (.2, 5, {})},
    "session-cache": {"credential_rotated": (.17, 2, {"cache_warmup": .9, "config_change": .6}), "read_only_replica": (.17, 2, {}), "peer_down": (.15, 1.2, {}), "client_limit": (.15, 1.5, {}),
                      "peer_slow": (.13, 1.2, {}), "code_defect": (.12, 2.5, {"cache_warmup": .75}), "path_cut": (.08, 1, {"cache_warmup": .9, "config_change": .9}), "missing_file": (.1, 1.5, {"cache_warmup": .8})},
    "edge-proxy": {"permission_lost": (.25, 2.5, {"deploy": .85}), "unknown_upstream": (.2, 3, {"config_change": .75}), "retention_stuck": (.2, 6, {}), "missing_asset": (.15, 3, {"deploy": .6})},
    "gateway": {"throttled": (.5, 3, {}), "maintenance": (.25, .8, {}), "peer_slow": (.35, 1.5, {}), "peer_down": (.2, .8, {}),
                "missing_dependency": (.2, 3, {"deploy": .8}), "bad_config": (.15, 3, {"deploy": .7, "config_change": .75})},
    "catalog-import": {"corrupt_input": (.4, 3, {"bulk_load": .75}), "missing_file": (.2, 2, {"bulk_load": .7}), "missing_dependency": (.15, 2.5, {"bulk_load": .8}),
                       "code_defect": (.2, 3, {"bulk_load": .7}), "credential_rotated": (.15, 2, {"bulk_load": .9}), "path_cut": (.1, 1, {"bulk_load": .9})},
    "billing-batch": {"corrupt_input": (.3, 3, {"batch_job": .7}), "duplicate_key": (.2, 2.5, {"batch_job": .7}), "code_defect": (.15, 3, {"batch_job": .75}), "missing_dependency": (.12, 2.5, {"batch_job": .85, "deploy": .8}),
                      "missing_file": (.15, 1.5, {"batch_job": .7}), "credential_rotated": (.12, 2, {"batch_job": .9, "deploy": .8}), "bad_config": (.12, 4, {"deploy": .75}), "retention_stuck": (.2, 7, {})},
    "settlement-report": {"corrupt_input": (.25, 3, {"batch_job": .7}), "code_defect": (.2, 3, {"batch_job": .75}), "missing_file": (.15, 1.5, {"batch_job": .7}), "credential_rotated": (.15, 2, {"batch_job": .9}),
                          "path_cut": (.1, 1, {"batch_job": .9})},
    "pricing-lib": {"broken_test": (.4, 3, {"build": .8}), "missing_dependency": (.25, 2.5, {"build": .85}), "syntax_mistake": (.15, 1.5, {"build": .75})},
    "checkout-app": {"broken_test": (.4, 3, {"build": .8}), "missing_dependency": (.25, 2.5, {"build": .8, "deploy": .6}), "bad_config": (.2, 4, {"deploy": .8}), "code_defect": (.12, 2.5, {"build": .7})},
}
CONDITIONS["ledger-db"] = CONDITIONS["orders-db"]
LASTING = {c for v in CONDITIONS.values() for c in v}

# one-off slips, by component family and kind: (cause, weight)
SLIPS = {
    "migration": [("sql_syntax", 4), ("missing_relation", 3), ("already_applied", 3), ("duplicate_rows", 3), ("cancelled", 1)],
    "sql_load": [("corrupt_input", 5), ("duplicate_key", 3), ("cancelled", 1)],
    "bulk_load": [("corrupt_input", 5), ("missing_file", 2), ("path_cut", 1)],
    "config_change": [("bad_config", 1)],
    "backup": [("path_cut", 2), ("lock_session", 2), ("credential_rotated", 1)],
    "restore": [("corrupt_backup", 2), ("scratch_exists", 2), ("missing_file", 2)],
    "cache_warmup": [("missing_file", 2), ("path_cut", 1), ("code_defect", 1)],
    "gateway_deploy": [("bad_config", 4), ("missing_dependency", 3), ("syntax_mistake", 2), ("code_defect", 3)],
    "site_deploy": [("corrupt_bundle", 3), ("missing_asset", 4)],
    "deploy": [("bad_config", 3), ("missing_dependency", 2)],
    "batch_job": [("corrupt_input", 4), ("missing_file", 2), ("duplicate_key", 2), ("cancelled", 1)],
    "build": [("syntax_mistake", 5), ("broken_test", 4), ("flaky_test", 4), ("bad_config", 1), ("missing_dependency", 1)],
}
SOURCES = {"orders-db": {"pos-export": 0, "partner-a": .3, "partner-b": 1.5, "crm": -.3}, "ledger-db": {"bank-feed": 0, "fx-desk": .4, "partner-b": 1.3, "erp": -.4},
           "catalog-import": {"acme-feed": 0, "globe-wholesale": 1.3, "northwind": -.2}, "billing-batch": {"retail": 0, "wholesale": .2, "marketplace": 1.1},
           "settlement-report": {"cards": 0, "transfers": -.2, "wallets": 1.}}
TREE = {"gateway": ["gateway/http.py", "gateway/auth.py", "gateway/basket.py", "gateway/rates.py", "gateway/settings.py", "tests/test_http.py", "gateway.json", "requirements.txt"],
        "edge-proxy": ["site/index.html", "site/app.js", "site/style.css", "site/media/hero.webp", "nginx/shop.conf", "nginx/limits.conf"],
        "billing-batch": ["billing/BatchJob.java", "billing/Invoice.java", "billing/TaxTable.java", "billing/Posting.java", "billing/batch.properties", "billing/pom.xml"],
        "checkout-app": ["checkout/Basket.java", "checkout/Totals.java", "checkout/Voucher.java", "checkout/BasketTest.java", "checkout/app.properties", "checkout/pom.xml"],
        "pricing-lib": ["pricing/PriceTable.java", "pricing/Rounding.java", "pricing/Tiers.java", "pricing/PriceTableTest.java", "pricing/pom.xml"],
        "orders-db": ["db/orders/schema.sql", "db/orders/indexes.sql", "db/orders/views.sql", "db/orders/grants.sql"],
        "ledger-db": ["db/ledger/schema.sql", "db/ledger/indexes.sql", "db/ledger/views.sql", "db/ledger/grants.sql"],
        "session-cache": ["cache/redis.conf", "cache/limits.conf"]}
FRAGILE = {"gateway/settings.py": .8, "requirements.txt": .7, "gateway/rates.py": .5, "site/app.js": .5, "nginx/limits.conf": .4, "billing/TaxTable.java": .7, "billing/batch.properties": .5,
           "checkout/Totals.java": .6, "checkout/pom.xml": .5, "pricing/Rounding.java": .8, "pricing/pom.xml": .5, "db/orders/indexes.sql": .5, "db/ledger/grants.sql": .6}
TITLES = {
    "migration": ["Add {w} to {t}", "Widen note of {t}", "Index {t} by {w}", "Split {w} out of {t}", "Drop unused {w} columns of {t}", "Backfill {w} in {t}", "Prepare {t} for {w}"],
    "config_change": ["Raise limits for {w}", "Tune memory before the {w} sale", "Shorten timeouts of {w}", "Move {w} to new settings", "Clean up settings of {w}", "Follow the {w} review"],
    "deploy": ["Release {v}: {w}", "Ship {w} behind a flag ({v})", "Hotfix {v} for {w}", "{v}: rework {w}", "Roll out {w}, {v}"],
    "build": ["{w}: simplify", "Fix rounding in {w}", "Add {w}", "Merge branch {w}", "Refactor {w}", "Bump libraries for {w}"]}
WORDS = ["vouchers", "loyalty", "returns", "gift cards", "tax", "shipping", "search", "refunds", "invoices", "stock", "region", "currency", "bundles", "wish lists", "audit", "consent"]


def sigmoid(x):
    return 1 / (1 + math.exp(-x))


def calendar_events(rng, start, days):
    """(time, component, environment, kind) of the planned operations, in time order."""
    out = []
    for day in range(days):
        t0 = start + day * DAY
        weekend = (day % 7) >= 5  # the first day is a Monday
        for component, kinds in RHYTHM.items():
            for kind, (weekly, (lo, hi), robot) in kinds.items():
                for env, share in (("production", .78), ("staging", .32)):
                    if robot == "cron-batch":
                        mean = weekly * share / 6.2 * (.6 if weekend else 1.1)
                    else:
                        mean = weekly * share / 5 * (.05 if weekend else 1)
                    n = int(mean) + (rng.random() < mean - int(mean))
                    for _ in range(n):
                        hour = rng.uniform(lo, hi) if rng.random() < .88 or robot else rng.uniform(18, 23)
                        out.append((t0 + hour * HOUR + rng.uniform(0, 59), component, env, kind))
    return sorted(out)


def onsets(rng, start, days):
    """(time, component, environment, condition, natural end)."""
    out = []
    for component, conditions in CONDITIONS.items():
        for env, share in (("production", 1.), ("staging", .6)):
            for name, (weekly, lasts, _) in conditions.items():
                weekly *= .72
                t = start + rng.expovariate(weekly * share / 7) * DAY
                while t < start + days * DAY:
                    out.append((t, component, env, name, t + rng.uniform(.5, 1.6) * lasts * DAY))
                    t += (lasts * 2 + rng.expovariate(weekly * share / 7)) * DAY
    return sorted(out)


def pick(rng, weighted):
    items = list(weighted.items()) if isinstance(weighted, dict) else weighted
    return rng.choices([k for k, _ in items], [w for _, w in items])[0]


def changed_paths(rng, component, many):
    pool = TREE[component]
    paths = sorted(rng.sample(pool, min(len(pool), 1 + int(rng.expovariate(1 / many)))))
    lines = [[max(1, int(rng.lognormvariate(2.6, 1.1))), int(rng.lognormvariate(1.6, 1.2))] for _ in paths]
    return paths, lines


class Planner:
    """Draws attributes and, from them and the conditions in force, the cause (if any) that an operation will meet."""

    def __init__(self, rng, fakes, facts):
        self.rng, self.fakes, self.facts = rng, fakes, facts
        self.bad_source = {}

    def attributes(self, op, day_time, retries, last):
        """facts: measured by the lab just before the start (free disk, table sizes, sessions, cache memory)."""
        r, c, env, kind = self.rng, op["component"], op["environment"], op["kind"]
        t = day_time
        hour, weekday = t % DAY / HOUR, int(t // DAY + 3) % 7
        a = {"retries": retries, "window": "office" if weekday < 5 and 8 <= hour < 18 else "off-hours", "weekday": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday]}
        care = ACTORS[op["actor"]][1] if op["actor"] in ACTORS else 0.
        slip = care
        version = f"{2 + int(op['at_day']) // 30}.{int(op['at_day']) % 30}.{r.randrange(9)}"
        op["release"] = version
        word = r.choice(WORDS)
        sql = c in ("orders-db", "ledger-db")
        if sql:
            table = r.choice(self.facts.tables(c))
            a["active_connections"] = min(7, pick(r, {0: 3, 1: 4, 2: 4, 3: 3, 4: 2, 5: 1}) + (r.choice([4, 5, 6, 7]) if self.facts.active(c, env, "pool_limit") else 0))
            a["long_transactions"] = (pick(r, {0: 8, 1: 2, 2: 1}) + (1 if self.facts.active(c, env, "lock_session") and r.random() < .8 else 0))
        if kind in ("migration", "deploy", "build"):
            paths, lines = changed_paths(r, c, {"migration": .8, "deploy": 1.6, "build": 1.6}[kind])
            a |= {"paths": paths, "path_lines": lines, "lines_added": sum(x for x, _ in lines), "lines_deleted": sum(y for _, y in lines), "files_changed": len(paths)}
            slip += .55 * math.log((a["lines_added"] + 1) / 35) + sum(FRAGILE.get(p, -.1) for p in paths) * .8
        if kind in ("migration", "deploy", "config_change"):
            a["reviewed"] = r.random() < (.82 if a["window"] == "office" else .55)
            slip += (-.25 if a["reviewed"] else 1.0) + (.5 if a["window"] != "office" else 0)
            a["hours_since_last_change"] = round(min(999., (t - last) / HOUR), 1) if last else 999.
        if kind in TITLES:
            a["title"] = r.choice(TITLES[kind]).format(w=word, t=table if sql else c, v=version)
            if r.random() < .09:
                a["title"] += " " + r.choice(["(asked by {email})", "(call {phone} if it fails)", "for user {person_username}", "from {email}"]).format(
                    email=self.fakes.pick("email"), phone=self.fakes.pick("phone"), person_username=self.fakes.pick("person_username"))
        if kind == "migration":
            a |= {"table": table, "table_size_mb": self.facts.table_mb(c, env, table), "rewrite": r.random() < .3, "statements": 1 + min(6, int(r.expovariate(.5))), "lock_timeout_ms": r.choice([300, 400, 500]),
                  "statement_timeout_ms": r.choice([60, 120, 200, 350, 600]), "free_disk_mb": self.facts.free_mb(c, env)}
            if r.random() < .12:
                a["statement_timeout_ms"] = 25
            base = -2.75
        elif kind == "bulk_load" and sql:
            a |= {"table": table, "source": pick(r, {s: 1 for s in SOURCES[c]}), "batch_rows": int(min(70000, r.lognormvariate(9.6, .75))), "statement_timeout_ms": r.choice([1000, 2000, 4000]),
                  "free_disk_mb": self.facts.free_mb(c, env), "table_size_mb": self.facts.table_mb(c, env, table)}
            slip += SOURCES[c][a["source"]]
            base = -3.7
        elif kind == "bulk_load":
            a |= {"source": pick(r, {s: 1 for s in SOURCES[c]}), "batch_rows": int(min(30000, r.lognormvariate(8.1, .8))), "remote_calls": r.choice([0, 4, 8, 12, 20, 30, 40]), "memory_limit_mb": r.choice([24, 32, 48, 64]),
                  "peer_error_rate": self.facts.error_rate(env)}
            slip += SOURCES[c][a["source"]]
            base = -3.4
        elif kind == "batch_job":
            a |= {"source": pick(r, {s: 1 for s in SOURCES[c]}), "batch_rows": int(min(45000, r.lognormvariate(8.9, .8))), "heap_mb": r.choice([24, 32, 48]), "remote_calls": r.choice([0, 3, 6, 10, 20, 30, 45]),
                  "free_disk_mb": self.facts.free_mb("reports", env), "peer_error_rate": self.facts.error_rate(env), "hours_since_last_deploy": self.facts.since_deploy("billing-batch", env, t)}
            slip += SOURCES[c][a["source"]]
            base = -3.5
        elif kind == "config_change":
            a["config_keys_touched"] = 1 + min(11, int(r.expovariate(.35)))
            slip += .28 * (a["config_keys_touched"] - 3)
            if c == "session-cache":
                a |= {"used_memory_mb": self.facts.cache(env)[0], "connected_clients": self.facts.cache(env)[1]}
            if c in ("edge-proxy", "gateway"):
                a["peer_error_rate"] = self.facts.error_rate(env)
            base = -2.3
        elif kind == "deploy":
            a["dependency_bump"] = any(p.endswith(("pom.xml", "requirements.txt")) for p in a["paths"]) or r.random() < .1
            slip += .8 if a["dependency_bump"] and c != "edge-proxy" else 0
            if c == "edge-proxy":
                a |= {"bundle_mb": round(min(6., r.lognormvariate(.0, .7)), 2), "free_disk_mb": self.facts.free_mb("www", env)}
            a["peer_error_rate"] = self.facts.error_rate(env)
            base = -2.9
        elif kind == "build":
            a["branch"] = pick(r, {"main": 5, "release": 1, "feature": 4})
            slip += .5 if a["branch"] == "feature" else -.2
            base = -2.5
        elif kind == "backup":
            a["database_component"] = r.choice(["orders-db", "ledger-db"])
            a |= {"free_disk_mb": self.facts.free_mb("backup", env), "last_backup_mb": self.facts.backup_mb(env, a["database_component"]), "kept_backups": 2 if not self.facts.active(c, env, "retention_stuck") else 12}
            base = -3.7
        elif kind == "restore":
            a["database_component"] = r.choice(["orders-db", "ledger-db"])
            a |= {"checksum_known": r.random() < .7, "backup_mb": self.facts.backup_mb(env, a["database_component"]), "backup_age_hours": self.facts.backup_age(env, a["database_component"], t)}
            base = -3.0
        else:
            used, clients = self.facts.cache(env)
            a |= {"keys_planned": int(min(7000, r.lognormvariate(7.0, .65))), "value_bytes": r.choice([200, 400, 800, 1200]), "ttl_hours": r.choice([6, 12, 24, 48]), "used_memory_mb": used, "max_memory_mb": 12, "connected_clients": clients}
            base = -3.6
        return {k: v for k, v in a.items() if v is not None}, sigmoid(base - .3 + 1.4 * slip)

    def cause(self, op, chance):
        """The arranged cause: a lasting condition that the operation meets, else a slip of its own, else None."""
        r, c, env, kind = self.rng, op["component"], op["environment"], op["kind"]
        for name, (_, _, kinds) in CONDITIONS[c].items():
            p = kinds.get(kind, 0)
            if p and self.facts.active(c, env, name):
                if name == "corrupt_input":
                    worst = max(SOURCES[c], key=SOURCES[c].get)
                    p = .95 if op["attributes"]["source"] == worst else .45
                if r.random() < p:
                    return name, True
        if r.random() < chance:
            family = {"gateway": "gateway_deploy", "edge-proxy": "site_deploy"}.get(c, kind) if kind == "deploy" else "sql_load" if kind == "bulk_load" and c != "catalog-import" else kind
            name = pick(r, SLIPS[family])
            if name == "duplicate_key" and c == "settlement-report":
                name = "corrupt_input"
            return name, False
        return None, False

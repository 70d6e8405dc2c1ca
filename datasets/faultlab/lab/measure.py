"""Figures about the dataset: what one attribute alone, a moving average, and a plain logistic regression can tell."""
import math
import random
from datetime import datetime


def auc(pairs):
    """Area under the ROC curve of (score, failed) pairs, ties count half; None without both outcomes."""
    pos = sum(1 for _, y in pairs if y)
    neg = len(pairs) - pos
    if not pos or not neg:
        return None
    ordered = sorted(pairs, key=lambda p: p[0])
    total, i = 0.0, 0
    while i < len(ordered):
        j = i
        while j < len(ordered) and ordered[j][0] == ordered[i][0]:
            j += 1
        total += sum(1 for k in range(i, j) if ordered[k][1]) * ((i + j + 1) / 2)
        i = j
    return (total - pos * (pos + 1) / 2) / (pos * neg)


def facts(op):
    """Flat view of an operation: its attributes and what the record itself says."""
    at = datetime.fromisoformat(op["at"].replace("Z", "+00:00"))
    flat = {k: v for k, v in op["attributes"].items() if k not in ("paths", "path_lines", "title")}
    return flat | {k: op[k] for k in ("kind", "component", "environment", "actor")} | {"hour": at.hour}


def single_attributes(ops):
    """{attribute: AUC in its better direction}, over the operations that have it (at least 60, with 12 failures); categories
    are ranked by their failure rate in the first half and scored on the second."""
    rows = [(facts(o), o["outcome"] == "failed") for o in ops if o["scored"]]
    out = {}
    for name in sorted({k for f, _ in rows for k in f}):
        have = [(f[name], y) for f, y in rows if f.get(name) is not None]
        if len(have) < 60 or sum(y for _, y in have) < 12:
            continue
        if isinstance(have[0][0], str):
            half = len(have) // 2
            rate = {}
            for v, y in have[:half]:
                n, k = rate.get(v, (0, 0))
                rate[v] = (n + 1, k + y)
            base = sum(y for _, y in have[:half]) / half
            have = [((rate.get(v, (0, 0))[1] + 3 * base) / (rate.get(v, (0, 0))[0] + 3), y) for v, y in have[half:]]
        value = auc([(float(v), y) for v, y in have])
        if value is not None:
            out[name] = round(max(value, 1 - value), 3)
    return out


def ewma20(ops):
    """Score of each operation: moving average (20) of the earlier outcomes of its component."""
    state, scores = {}, []
    for o in ops:
        scores.append(state.get(o["component"], .25))
        if o["scored"]:
            state[o["component"]] = state.get(o["component"], .25) * (1 - 2 / 21) + (o["outcome"] == "failed") * 2 / 21
    return scores


def features(ops):
    """Sparse features: attributes plus short histories of the component, kind and environment; nothing of the future."""
    last, decayed, rows = {}, {}, []
    for o in ops:
        t = datetime.fromisoformat(o["at"].replace("Z", "+00:00")).timestamp() / 86400
        f, x = facts(o), {"bias": 1.0}
        for k, v in f.items():
            if isinstance(v, bool):
                x[k] = float(v)
            elif isinstance(v, str):
                x[f"{k}={v}"] = 1.0
            elif v is not None and k != "hour":
                x[f"{k}"] = math.log1p(abs(v))
                x[f"{k}@{o['kind']}"] = math.log1p(abs(v))
        for p in o["attributes"].get("paths", []):
            x["path=" + p] = 1.0
        a = o["attributes"]
        if "batch_rows" in a and "free_disk_mb" in a:
            x["rows/disk"] = math.log((a["batch_rows"] * 1.4e-4 + .1) / (a["free_disk_mb"] + .1))
        if "heap_mb" in a:
            x["rows/heap"] = math.log(a["batch_rows"] / a["heap_mb"])
        keys = {"c": (o["component"],), "ce": (o["component"], o["environment"]), "cek": (o["component"], o["environment"], o["kind"]), "e": (o["environment"],)}
        for name, key in keys.items():
            for life in (1, 4, 20):
                n, k, at = decayed.get((key, life), (0.0, 0.0, t))
                d = .5 ** ((t - at) / life)
                x[f"{name}/{life}"] = math.log((k * d + .75) / (n * d - k * d + 2.25)) + 1.1
            x[f"last/{name}"] = last.get(key, .25)
        rows.append(x)
        if o["scored"]:
            y = float(o["outcome"] == "failed")
            for key in keys.values():
                last[key] = y
                for life in (1, 4, 20):
                    n, k, at = decayed.get((key, life), (0.0, 0.0, t))
                    d = .5 ** ((t - at) / life)
                    decayed[key, life] = (n * d + 1, k * d + y, t)
    return rows


def logistic(rows, labels, epochs=30, l2=.1, seed=1):
    """Weights of a logistic regression over standardised sparse features (plain stochastic gradient descent)."""
    names = sorted({k for r in rows for k in r})
    n = len(rows)
    mean = {k: sum(r.get(k, 0) for r in rows) / n for k in names}
    sd = {k: max(.05, math.sqrt(sum((r.get(k, 0) - mean[k]) ** 2 for r in rows) / n)) for k in names}
    index = {k: i for i, k in enumerate(names)}
    dense = [[max(-4., min(4., (r.get(k, 0) - mean[k]) / sd[k])) for k in names] for r in rows]
    w, b, rng = [0.0] * len(names), math.log(sum(labels) / (n - sum(labels))), random.Random(seed)
    order = list(range(n))
    for epoch in range(epochs):
        rng.shuffle(order)
        rate = .01 / (1 + epoch * .15)
        for i in order:
            x = dense[i]
            z = b + sum(wi * xi for wi, xi in zip(w, x))
            g = 1 / (1 + math.exp(-max(-30, min(30, z)))) - labels[i]
            b -= rate * g
            w = [wi - rate * (g * xi + l2 * wi) for wi, xi in zip(w, x)]

    def score(r):
        return b + sum(w[index[k]] * max(-4., min(4., (v - mean[k]) / sd[k])) for k, v in r.items() if k in index) + sum(
            w[i] * max(-4., -mean[k] / sd[k]) for k, i in index.items() if k not in r)
    return score


def rivals(ops):
    """AUCs on the last 30 % by time: EWMA-20 of the component, logistic regression fitted on the first 70 %, their difference."""
    ops = sorted(ops, key=lambda o: o["at"])
    cut = int(len(ops) * .7)
    moving, rows = ewma20(ops), features(ops)
    train = [i for i in range(cut) if ops[i]["scored"]]
    test = [i for i in range(cut, len(ops)) if ops[i]["scored"]]
    y = [float(o["outcome"] == "failed") for o in ops]
    inner = train[: len(train) * 3 // 4]  # the penalty is chosen on the last quarter of the training part
    l2 = max((.01, .03, .1, .3), key=lambda p: (lambda s: auc([(s(rows[i]), y[i]) for i in train[len(inner):]]))(logistic([rows[i] for i in inner], [y[i] for i in inner], l2=p)))
    score = logistic([rows[i] for i in train], [y[i] for i in train], l2=l2)
    ours = {i: score(rows[i]) for i in test}
    both = lambda idx: (auc([(ours[i], y[i]) for i in idx]), auc([(moving[i], y[i]) for i in idx]))
    a, b = both(test)
    rng, differences = random.Random(7), []
    for _ in range(400):
        sample = [rng.choice(test) for _ in test]
        x, z = both(sample)
        differences.append(x - z)
    differences.sort()
    ranked = sorted(test, key=lambda i: -ours[i])[: len(test) // 10]
    return {"scored_last_30_percent": len(test), "failures": int(sum(y[i] for i in test)), "l2": l2, "auc_ewma20": round(b, 3), "auc_logistic": round(a, 3),
            "difference_95": [round(differences[10], 3), round(differences[389], 3)], "catch_at_10_percent": round(sum(y[i] for i in ranked) / max(1, sum(y[i] for i in test)), 3)}

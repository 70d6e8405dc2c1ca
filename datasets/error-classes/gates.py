#!/usr/bin/env python3
"""Derives gates.yaml from patterns.yaml: for each rule with a regex the literals of which one must be in the text.

    python3 datasets/error-classes/gates.py            write the file
    python3 datasets/error-classes/gates.py --check    write nothing; fail if the committed file differs

A reader of patterns.yaml may skip a regex when none of its literals occurs in the lower-cased text, which one keyword
automaton finds out for all rules at once. Also checks, on all training texts, that no regex matches without its gate.
Standard library only.
"""
import functools
import json
import pathlib
import re
import sys

try:
    from re import _constants as op, _parser as parser
except ImportError:  # before Python 3.11
    import sre_constants as op
    import sre_parse as parser

HERE = pathlib.Path(__file__).resolve().parent
ERRORS = HERE.parent.parent / "models/src/main/resources/io/forewarn/models/errors"
RULE = re.compile(r'  - \{id: (?P<id>[\w-]+),.*?\bregex: (?P<regex>"(?:[^"\\]|\\.)*")')


TEXTS = [json.loads(line)["text"] for path in sorted(HERE.glob("train-*.jsonl"))
         for line in path.read_text(encoding="utf-8").splitlines()]


@functools.cache
def texts_with(literal):
    """Which training texts have the literal, as numbers."""
    return frozenset(i for i, text in enumerate(TEXTS) if literal in text.lower())


def better(one, other):
    """The literals that fewer training texts have; among equals the longer ones and the fewer."""
    def worth(found):
        return -len(frozenset().union(*map(texts_with, found))), min(map(len, found)) - 0.2 * len(found), sorted(found)
    return one if other is None or worth(one) > worth(other) else other


def required(sequence):
    """Literals of which at least one is in each match of the sequence, or None."""
    best, run = None, ""
    for code, value in [*sequence, (None, None)]:
        if code is op.LITERAL and chr(value) != "\n":
            run += chr(value).lower()
            continue
        if len(run) > 1:
            best = better({run}, best)
        run, found = "", None
        if code is op.SUBPATTERN:
            found = required(value[3])
        elif code is op.BRANCH:
            parts = [required(branch) for branch in value[1]]
            found = set().union(*parts) if all(parts) else None
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0] > 0:
            found = required(value[2])
        if found:
            best = better(found, best)
    return best


def rules():
    for line in (ERRORS / "patterns.yaml").read_text(encoding="utf-8").splitlines():
        rule = RULE.match(line)
        if rule:
            yield rule["id"], json.loads(rule["regex"])


def main():
    lines = ["# Made by datasets/error-classes/gates.py from patterns.yaml. A regex need not be tried on a text whose lower-cased",
             "# form has none of these literals; a rule that is not listed must always be tried.", "gates:"]
    faults = []
    for rule, regex in rules():
        literals = sorted(required(parser.parse(regex, re.I | re.M)) or [])
        if not literals:
            continue
        compiled = re.compile(regex, re.I | re.M)
        for text in TEXTS:
            if compiled.search(text) and not any(literal in text.lower() for literal in literals):
                faults.append(f"{rule} matches without its gate: {text!r}")
        lines.append(f"  {rule}: " + json.dumps(literals, ensure_ascii=False))
    made = "\n".join(lines) + "\n"
    target = ERRORS / "gates.yaml"
    if "--check" not in sys.argv:
        target.write_text(made, encoding="utf-8")
    elif not target.exists() or target.read_text(encoding="utf-8") != made:
        faults.append("gates.yaml is not what patterns.yaml gives; run gates.py")
    print(f"{len(lines) - 3} gates over {len(TEXTS)} texts")
    for fault in faults:
        print("fault: " + fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

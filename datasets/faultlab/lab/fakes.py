"""Made-up personal data and secrets that are planted in logs, attributes and notes, so that scrubbing can be proven.

Documentation ranges are used where they exist (RFC 5737, RFC 3849, RFC 2606, RFC 7042, fictional phone ranges, the
card numbers and IBANs that banks publish as examples). Vendor-shaped tokens are composed here from seeded letters,
so that no token stands in the source.
"""
import base64
import json
import random
import string

ALNUM = string.ascii_letters + string.digits
B64 = ALNUM + "+/"
FIRST = ("noor lena tomas priya ines marek yuki amara joost silvia dario helga kofi mina ruben tessa emil zofia bram "
         "leila oskar freya hugo nadia pavel greta samir vera milan asta").split()
LAST = ("haddad ostrov varga raman quist dvorak tanabe okoye dekker ferrante bellini lindqvist mensah farahani ortega "
        "vermeer kallio nowicka claes rahimi").split()


class Fakes:
    """pick(kind) gives one value of the kind; what was given is remembered in `used`."""

    def __init__(self, seed):
        self.rng = random.Random(f"{seed}/fakes")
        self.used = {}
        self.pools = {}
        r = self.rng
        people = [f"{a}.{b}" for a in FIRST for b in LAST]
        r.shuffle(people)
        word = lambda n, alphabet=ALNUM: "".join(r.choice(alphabet) for _ in range(n))
        many = lambda n, make: [make() for _ in range(n)]
        phrase = lambda: r.choice(["Heron", "Copper", "Velvet", "Marble", "Quartz", "Juniper"]) + word(7) + r.choice("!%#=") + word(2)
        segment = lambda o: base64.urlsafe_b64encode(json.dumps(o).encode()).decode().rstrip("=")
        self.pools = {
            "email": [f"{p}@{d}" for p, d in zip(people[:46], ["example.com", "example.org", "example.net", "mail.example.com"] * 12)],
            "person_username": people[60:78],
            "ipv4": [f"{n}.{o}" for n in ("203.0.113", "198.51.100", "192.0.2") for o in r.sample(range(100, 255), 22)],
            "ipv6": [f"2001:db8:{r.randrange(0x1000, 0xffff):x}:{r.randrange(0x1000, 0xffff):x}::{r.randrange(0x1000, 0xffff):x}" for _ in range(8)],
            "password": many(14, phrase),
            "url_credentials": many(9, lambda: word(16)),
            "token": many(10, lambda: word(40)),
            "jwt": many(6, lambda: ".".join([segment({"alg": "HS256", "typ": "JWT"}),
                                             segment({"sub": word(10), "iat": r.randrange(1760000000, 1780000000)}), word(43)])),
            "aws_key": many(6, lambda: "AK" + "IA" + word(16, string.ascii_uppercase + "234567")),
            "aws_secret": many(6, lambda: word(40, B64.replace("/", ""))),
            "github_token": many(5, lambda: "gh" + "p_" + word(36)),
            "gitlab_token": many(4, lambda: "gl" + "pat-" + word(20)),
            "slack_token": many(4, lambda: "xo" + "xb-" + word(12, string.digits) + "-" + word(12, string.digits) + "-" + word(24)),
            "stripe_key": many(4, lambda: "sk_" + "live_" + word(24)),
            "google_api_key": many(4, lambda: "AI" + "za" + word(35, ALNUM + "_-")),
            "card": ["4111111111111111", "5555555555554444", "4242424242424242", "378282246310005", "6011111111111117",
                     "5105105105105100", "4012888888881881", "4000 0566 5566 5556", "5200-8282-8282-8210"],
            "iban": ["GB82WEST12345698765432", "DE89370400440532013000", "FR1420041010050500013M02606", "NL91ABNA0417164300",
                     "ES9121000418450200051332", "CH9300762011623852957", "AT611904300234573201", "BE68539007547034"],
            "phone": ["+1 202-555-0143", "+1 312-555-0178", "+1-415-555-0126", "+44 20 7946 0958", "+44 161 496 0733",
                      "+44 7700 900461", "+61 491 570 156", "+33 1 99 00 47 12"],
            "ssn": [f"987-65-43{n}" for n in range(20, 28)],
            "mac": [f"00:00:5E:00:53:{n:02X}" for n in r.sample(range(16, 255), 6)],
            "session_cookie": many(10, lambda: word(32, "0123456789abcdef")),
            "basic_auth": [base64.b64encode(f"svc-{w}:{phrase()}".encode()).decode() for w in ("feed", "rates", "ops", "export", "audit")],
            "private_key": many(9, lambda: word(64, B64)),
        }

    def pick(self, kind, rng=None):
        value = (rng or self.rng).choice(self.pools[kind])
        self.used[value] = kind
        return value

    def pem(self, rng=None):
        """A private key as a config dump shows it; each body line is a planted value of its own."""
        lines = [self.pick("private_key", rng) for _ in range(3)]
        marker = "RSA PRIVATE" + " KEY-----"
        return [f"-----BEGIN {marker}", *lines, f"-----END {marker}"]

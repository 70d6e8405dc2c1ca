package io.forewarn.ingest.scrub;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;

/** Values that look like secrets and personal data and belong to no one, made from a seed. */
final class FakeValues {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String BASE62 = LOWER + LOWER.toUpperCase(Locale.ROOT) + DIGITS;
    private static final String[] FIRST = {
        "alice", "bob", "chen", "dmitri", "elena", "farid", "greta", "hiro", "ingrid", "jorge", "keiko", "lars",
        "maria", "nadia", "olga", "pedro", "quinn", "ravi", "sofia", "tomas", "uma", "viktor", "wanda", "yusuf"
    };
    private static final String[] LAST = {
        "abara", "bergmann", "castillo", "dubois", "eriksen", "fontana", "gomez", "hoffmann", "ivanov", "jansen",
        "kowalski", "lindqvist", "moreau", "nakamura", "okafor", "petrov", "quispe", "rossi", "santos", "tanaka"
    };

    private final Random random;

    FakeValues(Random random) {
        this.random = random;
    }

    /** A value of a kind: {@code pw}, {@code hex32}, {@code b62:40}, {@code email|url}, … */
    String of(String spec) {
        int bar = spec.indexOf('|');
        if (bar > 0) {
            return URLEncoder.encode(of(spec.substring(0, bar)), StandardCharsets.UTF_8);
        }
        int colon = spec.indexOf(':');
        String kind = colon > 0 ? spec.substring(0, colon) : spec;
        int size = colon > 0 ? Integer.parseInt(spec.substring(colon + 1)) : 0;
        return switch (kind) {
            case "pw" -> password();
            case "pwd" -> pick(BASE62, 1) + letters(3) + digits(2) + pick(BASE62, 4) + digits(1) + letters(2);
            case "sym" -> token(size - 4) + "!$%^".substring(0, 4);
            case "b62", "b64" -> token(size);
            case "digits" -> digits(size);
            case "user" -> user();
            case "person" -> capital(one(FIRST)) + " " + capital(one(LAST));
            case "email" ->
                one(FIRST) + "." + one(LAST) + random.nextInt(90) + "@" + one(LAST) + ".example"
                        + one(".com", ".org", ".net", ".de");
            case "ip" -> ip(".");
            case "ipdash" -> ip("-");
            case "ip6" -> "2001:db8:" + hex(4) + ":" + hex(4) + "::" + (1 + random.nextInt(9)) + hex(2);
            case "mac" -> mac(":").toLowerCase(Locale.ROOT);
            case "macdash" -> mac("-");
            case "maccisco" -> "00" + hex(2) + "." + "a" + hex(2) + "1." + hex(4);
            case "uuid" -> hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
            case "podhash" -> digits(1) + letters(1) + digits(2) + letters(2) + digits(2) + letters(2);
            case "card" -> card();
            case "cardspaced" -> card().replaceAll("(\\d{4})(?=\\d)", "$1 ");
            case "iban" -> iban();
            case "ssn" -> "5" + digits(2) + "-" + (10 + random.nextInt(80)) + "-" + (1000 + random.nextInt(8000));
            case "ssnplain" -> "5" + digits(2) + (10 + random.nextInt(80)) + (1000 + random.nextInt(8000));
            case "dob" ->
                (1950 + random.nextInt(50)) + "-0" + (1 + random.nextInt(9)) + "-" + (10 + random.nextInt(18));
            case "pass" -> pick(LOWER, 1).toUpperCase(Locale.ROOT) + "1" + digits(7);
            default -> kind.startsWith("hex") ? hex(Integer.parseInt(kind.substring(3))) : FakeNumbers.of(kind, random);
        };
    }

    private String password() {
        return pick(BASE62, 1)
                + letters(3)
                + one("!", "#", "*", "+", "")
                + digits(2)
                + pick(BASE62, 3)
                + letters(2)
                + digits(1);
    }

    private String user() {
        String first = one(FIRST);
        String last = one(LAST);
        return switch (random.nextInt(4)) {
            case 0 -> first.charAt(0) + last;
            case 1 -> first + "." + last;
            case 2 -> first + random.nextInt(90);
            default -> first + "_" + last;
        };
    }

    /** Base62 with a digit, a capital and a small letter near its start, as random bytes nearly always have. */
    private String token(int size) {
        String head = size < 8 ? "" : "k" + digits(1) + pick(LOWER, 1).toUpperCase(Locale.ROOT) + digits(1) + "Q";
        return head + pick(BASE62, size - head.length());
    }

    private String ip(String gap) {
        return String.join(
                gap,
                "1" + (3 + random.nextInt(7)) + digits(1),
                "" + (16 + random.nextInt(200)),
                "1" + digits(2),
                "" + (2 + random.nextInt(250)));
    }

    private String mac(String gap) {
        return String.join(gap, "3C", hex(2), "F" + digits(1), hex(2), hex(2), hex(2))
                .toUpperCase(Locale.ROOT);
    }

    private String card() {
        String body = one("4", "51", "55") + digits(15);
        return FakeNumbers.withLuhn(body.substring(0, 15));
    }

    private String iban() {
        String account = "37040044" + digits(10);
        for (int check = 2; check < 99; check++) {
            String iban = String.format(Locale.ROOT, "DE%02d%s", check, account);
            if (Digits.iban(iban)) {
                return iban;
            }
        }
        throw new IllegalStateException("one of the check digits fits");
    }

    String hex(int size) {
        return size < 6
                ? pick("0123456789abcdef", size)
                : digits(1) + "a" + digits(1) + pick("0123456789abcdef", size - 3);
    }

    String digits(int size) {
        return pick("123456789", Math.min(size, 1)) + pick(DIGITS, Math.max(0, size - 1));
    }

    private String letters(int size) {
        return pick(LOWER, size);
    }

    private String pick(String alphabet, int size) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < size; i++) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}

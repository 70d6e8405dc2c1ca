package io.forewarn.ingest.scrub;

import java.util.Locale;
import java.util.Random;

/** Numbers with the check digits that their issuers publish, found by trying. */
final class FakeNumbers {
    private FakeNumbers() {}

    static String of(String kind, Random random) {
        return switch (kind) {
            case "imei" -> withLuhn("35" + digits(random, 12));
            case "pesel" -> pesel(random);
            case "cpf" -> cpf(random).replaceAll("(\\d{3})(\\d{3})(\\d{3})(\\d{2})", "$1.$2.$3-$4");
            case "cpfplain" -> cpf(random);
            case "nif" -> nif(random);
            case "bsn" -> bsn(random);
            case "cf" ->
                "RSSMRA" + (60 + random.nextInt(30)) + "A" + (10 + random.nextInt(18)) + "H501"
                        + (char) ('A' + random.nextInt(26));
            case "aadhaar" -> aadhaar(random);
            default -> throw new IllegalArgumentException("no value of kind " + kind);
        };
    }

    static String withLuhn(String body) {
        for (int d = 0; d < 10; d++) {
            if (Digits.luhn(body + d)) {
                return body + d;
            }
        }
        throw new IllegalStateException("one of ten digits fits");
    }

    private static String pesel(Random random) {
        String body = (50 + random.nextInt(49)) + "0" + (1 + random.nextInt(9)) + (10 + random.nextInt(18))
                + digits(random, 4);
        int sum = Digits.weighted(body, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3);
        return body + (10 - sum % 10) % 10;
    }

    /** Receita Federal: two digits by modulus 11. */
    private static String cpf(Random random) {
        String body = digits(random, 9);
        for (int n = 10; n <= 11; n++) {
            int sum = 0;
            for (int i = 0; i < body.length(); i++) {
                sum += (body.charAt(i) - '0') * (n - i);
            }
            body += sum * 10 % 11 % 10;
        }
        return body;
    }

    private static String nif(Random random) {
        int number = 10_000_000 + random.nextInt(80_000_000);
        return number + String.valueOf("TRWAGMYFPDXBNJZSQVHLCKE".charAt(number % 23));
    }

    /** The Dutch "elfproef". */
    private static String bsn(Random random) {
        while (true) {
            String n = digits(random, 9);
            if (Digits.weighted(n, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0) {
                return n;
            }
        }
    }

    private static String aadhaar(Random random) {
        String body = (2 + random.nextInt(8)) + digits(random, 10);
        for (int d = 0; d < 10; d++) {
            if (Digits.verhoeff(body + d)) {
                return (body + d).replaceAll("(\\d{4})(?=\\d)", "$1 ");
            }
        }
        throw new IllegalStateException("one of ten digits fits");
    }

    private static String digits(Random random, int size) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < size; i++) {
            out.append((char) ('0' + (i == 0 ? 1 + random.nextInt(9) : random.nextInt(10))));
        }
        return String.format(Locale.ROOT, "%s", out);
    }
}

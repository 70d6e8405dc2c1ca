package io.forewarn.server.work;

import java.security.SecureRandom;

/** Names for what has none: short, random, without letters that are easily confused. */
public final class Ids {
    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 12;

    private final SecureRandom random = new SecureRandom();

    String operation() {
        return "op-" + next();
    }

    String prediction() {
        return "p-" + next();
    }

    String attempt() {
        return "a-" + next();
    }

    private String next() {
        byte[] drawn = new byte[LENGTH];
        random.nextBytes(drawn);
        StringBuilder name = new StringBuilder();
        for (byte each : drawn) {
            // 32 letters: each of them as likely as another.
            name.append(LETTERS.charAt(each & 31));
        }
        return name.toString();
    }
}

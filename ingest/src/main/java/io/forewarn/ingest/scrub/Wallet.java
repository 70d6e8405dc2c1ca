package io.forewarn.ingest.scrub;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Bitcoin addresses with a valid Base58Check sum or in Bech32 (BIP 173), and Ethereum accounts. */
final class Wallet implements Finder {
    private static final int LEAST = 26;
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    @Override
    public String id() {
        return "wallet";
    }

    @Override
    public String kind() {
        return "wallet";
    }

    @Override
    public List<String> anchors() {
        return List.of("bc1", "0x");
    }

    @Override
    public int onNumbers() {
        return LETTERED;
    }

    @Override
    public boolean looksAtAnchor() {
        return true;
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        if (t.wordAt(from - 1) || !isLong(t, from)) {
            return;
        }
        if (t.hasAt(from, "bc1")) {
            run(t, from, 42, 62, out);
        } else if (t.hasAt(from, "0x")) {
            int end = from + 2;
            while (end - from < 44 && Chars.isHex(t.at(end))) {
                end++;
            }
            if (end - from == 42 && !t.wordAt(end) && Secrets.distinct(t, from + 2, end) > 3) {
                out.add(this, from, end);
            }
        } else if (t.at(from) == '1' || t.at(from) == '3') {
            int end = from;
            boolean letter = false;
            while (end - from < 36 && BASE58.indexOf(t.at(end)) >= 0) {
                letter |= Chars.isLetter(t.at(end++));
            }
            if (letter
                    && end - from >= LEAST
                    && end - from <= 35
                    && !t.wordAt(end)
                    && (checks(t.between(from, end)) || isSpoken(t, from))) {
                out.add(this, from, end);
            }
        }
    }

    private static boolean isLong(Text t, int from) {
        int end = from;
        while (end - from < LEAST && t.wordAt(end)) {
            end++;
        }
        return end - from == LEAST;
    }

    private void run(Text t, int from, int least, int most, Findings out) {
        int end = from;
        boolean digit = false;
        while (end - from <= most && t.wordAt(end)) {
            digit |= end > from + 3 && t.digitAt(end);
            end++;
        }
        if (end - from >= least && end - from <= most && digit) {
            out.add(this, from, end);
        }
    }

    private static boolean isSpoken(Text t, int from) {
        String before = t.around(from, from, 24, 0);
        return before.contains("wallet")
                || before.contains("bitcoin")
                || before.contains("btc")
                || before.contains("address is");
    }

    private static boolean checks(String address) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < address.length(); i++) {
            value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(BASE58.indexOf(address.charAt(i))));
        }
        byte[] raw = value.toByteArray();
        byte[] bytes = new byte[25];
        int take = Math.min(raw.length, 25);
        System.arraycopy(raw, raw.length - take, bytes, 25 - take, take);
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, 21);
            byte[] sum = sha.digest(sha.digest());
            return sum[0] == bytes[21] && sum[1] == bytes[22] && sum[2] == bytes[23] && sum[3] == bytes[24];
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public List<String> positives() {
        return List.of(
                "to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "0x52908400098527886E0F7030069857D2E4169EE7");
    }

    @Override
    public List<String> negatives() {
        return List.of("id 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "flags 0x10840000", "123456789012345678901234567890");
    }
}

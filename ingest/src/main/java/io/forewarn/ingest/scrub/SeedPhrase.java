package io.forewarn.ingest.scrub;

import java.util.List;

/** The words that a wallet is restored from (BIP 39): twelve and more small words after their name. */
final class SeedPhrase implements Finder {
    private static final int LEAST = 12;
    private static final int MOST = 24;

    @Override
    public String id() {
        return "seed-phrase";
    }

    @Override
    public String kind() {
        return "secret";
    }

    @Override
    public List<String> anchors() {
        return List.of(
                "mnemonic",
                "seed phrase",
                "seed_phrase",
                "seedphrase",
                "recovery phrase",
                "recovery_phrase",
                "seed words");
    }

    @Override
    public void find(Text t, int from, int to, Findings out) {
        int p = to;
        while (p - to < 8 && (Chars.isBlank(t.at(p)) || Chars.isQuote(t.at(p)) || "=:>".indexOf(t.at(p)) >= 0)) {
            p++;
        }
        int words = 0;
        int start = p;
        int end = p;
        while (words < MOST) {
            while (p - end < 3 && words > 0 && (t.at(p) == ' ' || t.at(p) == ',' || t.at(p) == '\n')) {
                p++;
            }
            int word = p;
            while (Chars.isLower(t.at(p)) && p - word < 9) {
                p++;
            }
            if (p - word < 3 || Chars.isWord(t.at(p)) || (words > 0 && word == end)) {
                break;
            }
            words++;
            end = p;
        }
        if (words >= LEAST && start > to) {
            out.add(this, start, end);
        }
    }

    @Override
    public List<String> positives() {
        return List.of("MNEMONIC=\"ridge alpha canyon trust mimic rather velvet upon slender orbit panic laundry\"");
    }

    @Override
    public List<String> negatives() {
        return List.of("mnemonic: the name of an instruction", "seed phrase missing");
    }
}

package io.forewarn.ingest.scrub;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Keyed pseudonyms: {@code <kind:xxxxxxxx>}, the first 40 bits of HMAC-SHA-256 (RFC 2104) over epoch, kind and value, in
 * lower-case base32 (RFC 4648). The same value gives the same token as long as key and epoch stay; without the key a
 * token says nothing, not even to someone who tries every IPv4 address. Thread-safe.
 */
public final class Pseudonyms {
    private static final int KEY_BYTES = 32;
    private static final int CODE_CHARS = 8;
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CACHE_BITS = 13;
    private static final int CACHEABLE_CHARS = 128;

    private final Mac mac;

    /** A MAC is as good as new after each use: one for each thread. */
    private final ThreadLocal<Mac> own = ThreadLocal.withInitial(this::freshMac);

    private final String epoch;
    private final AtomicReferenceArray<@Nullable Entry> recent = new AtomicReferenceArray<>(1 << CACHE_BITS);

    /** Hashes of the recent: most values that are not among them are told apart without a look at the others. */
    private final int[] hashes = new int[1 << CACHE_BITS];

    private record Entry(String kind, String value, String token) {}

    private Pseudonyms(Mac mac, String epoch) {
        this.mac = mac;
        this.epoch = epoch;
    }

    /**
     * Pseudonyms under a key.
     *
     * @param key 32 secret bytes
     * @param epoch name of the period in which tokens stay comparable
     * @throws IllegalArgumentException where the key has another length or the epoch is blank
     */
    public static Pseudonyms of(byte[] key, String epoch) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a pseudonym key has 32 bytes, not " + key.length);
        }
        if (epoch.isBlank()) {
            throw new IllegalArgumentException("an epoch needs a name");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return new Pseudonyms(mac, epoch);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Name of the period in which tokens stay comparable. */
    public String epoch() {
        return epoch;
    }

    /** Names the key without giving anything of it away: equal for the same key and epoch. */
    public String fingerprint() {
        return compute("key", "fingerprint").replaceAll("<key:|>", "");
    }

    /**
     * The token that stands for a value.
     *
     * @param kind what it is, in {@code a-z0-9-}, e.g. {@code email}
     * @param value the value, in its canonical spelling
     */
    public String token(String kind, String value) {
        if (value.length() > CACHEABLE_CHARS) {
            return compute(kind, value);
        }
        int hash = (value.hashCode() * 31 + kind.hashCode()) * 0x9E3779B9;
        int slot = hash >>> (32 - CACHE_BITS);
        Entry seen = hashes[slot] == hash ? recent.getAcquire(slot) : null;
        if (seen != null && seen.value.equals(value) && seen.kind.equals(kind)) {
            return seen.token;
        }
        String token = compute(kind, value);
        recent.setRelease(slot, new Entry(kind, value, token));
        hashes[slot] = hash;
        return token;
    }

    private String compute(String kind, String value) {
        byte[] digest = own.get().doFinal((epoch + '\0' + kind + '\0' + value).getBytes(StandardCharsets.UTF_8));
        StringBuilder token = new StringBuilder(kind.length() + CODE_CHARS + 3);
        token.append('<').append(kind).append(':');
        long bits = 0;
        for (int i = 0; i < 5; i++) {
            bits = (bits << 8) | (digest[i] & 0xff);
        }
        for (int i = CODE_CHARS - 1; i >= 0; i--) {
            token.append(BASE32.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return token.append('>').toString();
    }

    /**
     * A long key for a value that nobody is to see, neither the value nor one that can be made by guessing at it: 100 bits
     * of the same HMAC, in base32.
     *
     * @param kind keeps keys of different uses apart
     */
    public String key(String kind, String value) {
        byte[] digest = own.get().doFinal((epoch + '\0' + kind + '\0' + value).getBytes(StandardCharsets.UTF_8));
        StringBuilder key = new StringBuilder(20);
        for (int i = 0; i < 20; i++) {
            int bit = 5 * i;
            int two = (digest[bit / 8] & 0xff) << 8 | (digest[bit / 8 + 1] & 0xff);
            key.append(BASE32.charAt(two >>> (11 - bit % 8) & 31));
        }
        return key.toString();
    }

    private Mac freshMac() {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the platform's HmacSHA256 can be cloned", e);
        }
    }

    /**
     * End of the token that starts at an index, or -1 where none does. Any {@code <kind:code>} with a code of 6 to 16
     * base32 characters counts, whichever key made it.
     */
    static int tokenEnd(char[] text, int length, int start) {
        int i = start + 1;
        while (i < length && i - start <= 32 && (Chars.isLower(text[i]) || Chars.isDigit(text[i]) || text[i] == '-')) {
            i++;
        }
        if (i == start + 1 || i >= length || text[i] != ':') {
            return -1;
        }
        int code = ++i;
        while (i < length && i - code < 16 && (Chars.isLower(text[i]) || (text[i] >= '2' && text[i] <= '7'))) {
            i++;
        }
        return i - code >= 6 && i < length && text[i] == '>' ? i + 1 : -1;
    }

    /** True where the whole text is one token. */
    static boolean isToken(String text) {
        char[] chars = text.toCharArray();
        return chars.length > 0 && chars[0] == '<' && tokenEnd(chars, chars.length, 0) == chars.length;
    }
}

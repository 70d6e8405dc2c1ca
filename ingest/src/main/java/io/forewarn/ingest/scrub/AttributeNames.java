package io.forewarn.ingest.scrub;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What names of attributes mean, and the names scrubbed; remembers those that hold nothing to scrub, up to a bound. */
final class AttributeNames {
    private static final int MOST = 4096;
    private static final int LONGEST = 96;

    /** A name as it may be stored, and what it says about its value. */
    record Name(String scrubbed, FieldNames.Meaning meaning) {}

    private final Scrubber scrubber;
    private final Map<String, Name> known = new ConcurrentHashMap<>();

    AttributeNames(Scrubber scrubber) {
        this.scrubber = scrubber;
    }

    Name of(String raw, Redactions into) {
        Name seen = known.get(raw);
        if (seen != null) {
            return seen;
        }
        Name name = new Name(scrubber.scrubField(raw, into), FieldNames.meaning(raw));
        if (raw.length() <= LONGEST && name.scrubbed.equals(raw) && known.size() < MOST) {
            known.put(raw, name);
        }
        return name;
    }
}

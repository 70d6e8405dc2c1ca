package io.forewarn.ingest.scrub;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.format.RawRepair;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets and personal data by keyed tokens such as {@code <email:7f3k2qab>}. Text that was scrubbed once stays as
 * it is. Never throws, and takes time linear in the text. Thread-safe; the same answer to the same text at all times.
 */
public final class Scrubber {
    private static final int ROUNDS = 4;

    /** Runs of fewer digits are looked at only for what stands around them. */
    private static final int SHORT = 6;

    private final Pseudonyms pseudonyms;
    private final ScrubRules rules;
    private final Scan scan;
    private final RecordScrubber records;
    private final @Nullable KnownTexts texts;
    private final CleanTexts fields = new CleanTexts();
    private final ThreadLocal<Folding> folding = ThreadLocal.withInitial(Folding::new);

    private Scrubber(Pseudonyms pseudonyms, ScrubRules rules, @Nullable KnownTexts texts) {
        this.texts = texts;
        this.pseudonyms = pseudonyms;
        this.rules = rules;
        this.scan = new Scan(rules.select(Detectors.finders()));
        this.records = new RecordScrubber(this, pseudonyms);
    }

    /** With all detectors. */
    public static Scrubber of(Pseudonyms pseudonyms) {
        return of(pseudonyms, ScrubRules.none());
    }

    /** With a user's rules: extra patterns, values to leave, detectors switched off. */
    public static Scrubber of(Pseudonyms pseudonyms, ScrubRules rules) {
        // extra patterns may look at anything
        return new Scrubber(pseudonyms, rules, rules.seeMore() ? null : new KnownTexts());
    }

    /** One that looks at each text as if it were the first: slower, and the same. */
    static Scrubber withoutMemory(Pseudonyms pseudonyms) {
        return new Scrubber(pseudonyms, ScrubRules.none(), null);
    }

    /**
     * The text with each secret or personal datum replaced; the same string where there is none.
     *
     * @param into receives a count for each value replaced
     */
    public String scrub(String text, Redactions into) {
        return scrub(text, true, into);
    }

    /** The value of a field: as {@link #scrub(String, Redactions)}, but a number that stands alone is not suspect. */
    public String scrubField(String value, Redactions into) {
        if (fields.holds(value) || (texts != null && isShortNumber(value))) {
            return value;
        }
        String scrubbed = scrub(value, false, into);
        if (scrubbed.equals(value)) {
            fields.keep(value);
        }
        return scrubbed;
    }

    /** Process and thread numbers, lines of code: too short for anything that they could give away alone. */
    private static boolean isShortNumber(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Chars.isDigit(value.charAt(i))) {
                return false;
            }
        }
        return value.length() < SHORT;
    }

    private String scrub(String text, boolean loneCounts, Redactions into) {
        Folding room = folding.get();
        room.madeBy = null;
        String current = text;
        for (int round = 0; round < ROUNDS; round++) {
            String next = pass(current, loneCounts, room, into);
            if (next.equals(current)) {
                return current;
            }
            current = next;
        }
        room.last = null;
        return current;
    }

    /** What the text that this thread scrubbed last has in common with others, or null where that is not known. */
    @Nullable Likeness likenessOfLast() {
        Known last = folding.get().last;
        return last == null ? null : last.likeness();
    }

    /** What {@link #scrub(String, Redactions)} makes of a text from an index on; what stands before is only looked at. */
    String scrubFrom(String text, int from, Redactions into) {
        Text t = new Text(text, false);
        Findings found = whole(t, new Findings());
        return scrub(found.rewrite(t, from, pseudonyms, rules, into), into);
    }

    /** The token of a value that is found by where it stands and not by how it looks. */
    String token(String kind, String value, Redactions into) {
        into.count(kind);
        return pseudonyms.token(kind, value);
    }

    private String pass(String text, boolean loneCounts, Folding room, Redactions into) {
        Known madeBy = room.madeBy;
        Known expected = madeBy == null ? null : madeBy.rewritten();
        room.madeBy = null;
        room.last = null;
        Known known = expected;
        if (expected == null) {
            if (texts == null || !room.of(text)) {
                Text t = new Text(text, loneCounts);
                Findings found = whole(t, new Findings());
                return found.isEmpty() ? text : found.rewrite(t, 0, pseudonyms, rules, into);
            }
            known = texts.of(room);
            if (madeBy != null && known != null) {
                madeBy.rewritten(known);
            }
        }
        if (known != null && !(loneCounts && known.isLone())) {
            room.last = known;
            if (known.isClean()) {
                return text;
            }
            if (expected != null) {
                room.take(text);
            }
            Text t = new Text(room.chars, room.length);
            Findings again = known.scan(t, scan);
            Findings found = again == null ? whole(t, new Findings()) : again;
            if (found.isEmpty()) {
                return text;
            }
            // the same things in the same places: so is what they become, unless a value is one that the rules leave
            room.madeBy = again == null || rules.leaveSome() ? null : known;
            return found.rewrite(t, 0, pseudonyms, rules, into);
        }
        Text t = new Text(text, loneCounts);
        Findings found = t.lone || texts == null ? whole(t, new Findings()) : anew(t, texts, room);
        return found.isEmpty() ? text : found.rewrite(t, 0, pseudonyms, rules, into);
    }

    /** Scans a text of which nothing is known. */
    private Findings anew(Text t, KnownTexts texts, Folding room) {
        Recording recording = texts.recording(room);
        Findings found = new Findings();
        found.recording = recording;
        if (recording != null) {
            t.watch(recording.skeleton());
        }
        whole(t, found);
        if (recording != null) {
            texts.keep(t, recording, found);
        }
        return found;
    }

    /** Looks at every place of the text, whatever came before. */
    private Findings whole(Text t, Findings found) {
        scan.run(t, found);
        EncodedViews.find(t, scan, found);
        rules.find(t, found);
        return found;
    }

    /**
     * The event of a record: each text field scrubbed, the host a pseudonym.
     *
     * @param importId ledger id of the import
     * @param ordinal place of the record in its import, from 0
     * @param fallbackComponent used where the record names no component
     */
    public Event event(RawRecord record, long importId, long ordinal, String fallbackComponent, Redactions into) {
        return event(record, importId, ordinal, fallbackComponent, into, new ArrayList<>());
    }

    /**
     * The same.
     *
     * @param likenesses receives what the event's message has in common with others; null where that is not known
     */
    public Event event(
            RawRecord record,
            long importId,
            long ordinal,
            String fallbackComponent,
            Redactions into,
            List<@Nullable Likeness> likenesses) {
        return records.event(record, importId, ordinal, fallbackComponent, into, likenesses);
    }

    /** The operation: its actor a pseudonym (kept where it is one already), names and texts scrubbed. */
    public Operation operation(RawOperation raw, Redactions into) {
        return records.operation(raw, into);
    }

    /** The repair, scrubbed like an operation. */
    public Repair repair(RawRepair raw, Redactions into) {
        return records.repair(raw, into);
    }
}

package io.forewarn.ingest.scrub;

import io.forewarn.ingest.event.Attribute;
import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.event.Operation;
import io.forewarn.ingest.event.Repair;
import io.forewarn.ingest.event.StackFrame;
import io.forewarn.ingest.format.RawOperation;
import io.forewarn.ingest.format.RawRecord;
import io.forewarn.ingest.format.RawRepair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Field by field from raw to scrubbed. */
final class RecordScrubber {
    private final Scrubber scrubber;
    private final Pseudonyms pseudonyms;
    private final AttributeNames names;

    RecordScrubber(Scrubber scrubber, Pseudonyms pseudonyms) {
        this.scrubber = scrubber;
        this.pseudonyms = pseudonyms;
        this.names = new AttributeNames(scrubber);
    }

    Event event(
            RawRecord r,
            long importId,
            long ordinal,
            String fallbackComponent,
            Redactions into,
            List<@Nullable Likeness> likenesses) {
        String component = r.component() == null || r.component().isBlank() ? fallbackComponent : r.component();
        String message = scrubber.scrub(r.message(), into);
        Likeness likeness = scrubber.likenessOfLast();
        Event event = Event.builder()
                .key(importId, ordinal)
                .timestamp(r.timestamp())
                .severity(r.severity())
                .component(scrubber.scrubField(component, into))
                .environment(field(r.environment(), into))
                .host(pseudonym("host", r.host(), into))
                .logger(field(r.logger(), into))
                .message(message)
                .exception(field(r.exceptionType(), into), text(r.exceptionMessage(), into))
                .frames(frames(r.frames(), into))
                .traceId(identifier(r.traceId(), into))
                .operationId(identifier(r.operationId(), into))
                .release(identifier(r.release(), into))
                .attributes(attributes(r.attributes(), into))
                .format(r.format())
                .lines(r.firstLine(), r.lastLine())
                .build();
        likenesses.add(likeness);
        return event;
    }

    Operation operation(RawOperation raw, Redactions into) {
        Map<String, Attribute> attributes = new TreeMap<>();
        raw.attributes()
                .forEach(
                        (name, value) -> attributes.put(scrubber.scrubField(name, into), attribute(name, value, into)));
        return Operation.builder(scrubber.scrubField(raw.id(), into))
                .kind(orEmpty(field(raw.kind(), into)))
                .component(orEmpty(field(raw.component(), into)))
                .environment(field(raw.environment(), into))
                .actor(pseudonym("actor", raw.actor(), into))
                .at(raw.at())
                .attributes(attributes)
                .outcome(raw.outcome())
                .finishedAt(raw.finishedAt())
                .knownAt(raw.knownAt())
                .scored(raw.scored())
                .build();
    }

    Repair repair(RawRepair raw, Redactions into) {
        return new Repair(
                scrubber.scrubField(raw.id(), into),
                raw.at(),
                scrubber.scrubField(raw.component(), into),
                identifier(raw.operationId(), into),
                pseudonym("actor", raw.actor(), into),
                scrubber.scrub(raw.action(), into),
                raw.worked());
    }

    private Attribute attribute(String name, Attribute value, Redactions into) {
        FieldNames.Meaning meaning = FieldNames.meaning(name);
        if (value instanceof Attribute.Category c) {
            return Attribute.ofString(named(meaning, c.value(), into));
        }
        if (value instanceof Attribute.Text t) {
            return new Attribute.Text(named(meaning, t.value(), into));
        }
        if (value instanceof Attribute.Paths p) {
            return new Attribute.Paths(p.changes().stream()
                    .map(c -> new Attribute.PathChange(scrubber.scrubField(c.path(), into), c.added(), c.deleted()))
                    .toList());
        }
        if (value instanceof Attribute.Numeric n && meaning != FieldNames.Meaning.PLAIN && Math.abs(n.value()) >= 1e3) {
            return new Attribute.Category(named(meaning, String.format(Locale.ROOT, "%.0f", n.value()), into));
        }
        return value;
    }

    private Map<String, String> attributes(Map<String, String> raw, Redactions into) {
        if (raw.isEmpty()) {
            return raw;
        }
        Map<String, String> out = new LinkedHashMap<>();
        raw.forEach((key, value) -> {
            AttributeNames.Name name = names.of(key, into);
            out.put(name.scrubbed(), named(name.meaning(), value, into));
        });
        return out;
    }

    /** A value whose name may say what it is. */
    private String named(FieldNames.Meaning meaning, String value, Redactions into) {
        if (meaning == FieldNames.Meaning.PLAIN || value.isBlank()) {
            return scrubber.scrubField(value, into);
        }
        if (Pseudonyms.isToken(value) || FieldNames.isHarmless(meaning, value)) {
            return value;
        }
        into.count(meaning.detector());
        return pseudonyms.token(meaning.kind(), value.strip());
    }

    private List<StackFrame> frames(List<StackFrame> frames, Redactions into) {
        if (frames.isEmpty()) {
            return frames;
        }
        return frames.stream()
                .map(f -> new StackFrame(
                        field(f.module(), into), field(f.function(), into), field(f.file(), into), f.line(), f.inApp()))
                .toList();
    }

    private @Nullable String text(@Nullable String value, Redactions into) {
        return value == null ? null : scrubber.scrub(value, into);
    }

    private @Nullable String field(@Nullable String value, Redactions into) {
        return value == null ? null : scrubber.scrubField(value, into);
    }

    /** Trace and operation ids stay readable: hexadecimal digits and hyphens hold no one's data. */
    private @Nullable String identifier(@Nullable String value, Redactions into) {
        return value != null && isIdentifier(value) ? value : field(value, into);
    }

    private static boolean isIdentifier(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (!Chars.isHex(value.charAt(i)) && value.charAt(i) != '-') {
                return false;
            }
        }
        return value.length() <= 64;
    }

    private @Nullable String pseudonym(String kind, @Nullable String value, Redactions into) {
        if (value == null || value.isBlank() || Pseudonyms.isToken(value)) {
            return value;
        }
        into.count(kind);
        return pseudonyms.token(kind, value.strip().toLowerCase(Locale.ROOT));
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}

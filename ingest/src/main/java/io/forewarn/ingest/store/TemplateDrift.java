package io.forewarn.ingest.store;

import java.time.Instant;
import java.util.List;

/**
 * That the templates changed after the first import.
 *
 * @param at when the import ended that brought it
 * @param change {@code appeared}: its messages are new; {@code merged}: it took the place of several; {@code split}: it is
 *     one of several that took the place of one; {@code reworded}: it took the place of one
 * @param templateId of the template as it is since
 * @param text of the same
 * @param before texts of those whose place it took, sorted; empty where it appeared
 */
public record TemplateDrift(Instant at, String change, long templateId, String text, List<String> before) {
    public TemplateDrift {
        before = List.copyOf(before);
    }
}

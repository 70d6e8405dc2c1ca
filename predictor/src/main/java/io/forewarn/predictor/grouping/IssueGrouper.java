package io.forewarn.predictor.grouping;

import io.forewarn.ingest.event.Event;
import io.forewarn.ingest.store.AlikeErrors;
import io.forewarn.ingest.store.AlikeRange;
import io.forewarn.ingest.store.EventIssue;
import io.forewarn.ingest.store.IssueFilter;
import io.forewarn.ingest.store.IssueRow;
import io.forewarn.ingest.store.IssueRule;
import io.forewarn.ingest.store.Store;
import io.forewarn.ingest.store.TemplateRow;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Attaches the store's error events to issues, after an import. Running it again, or after it was killed, changes
 * nothing that is already attached: links and counts of a batch are written in one transaction.
 */
public final class IssueGrouper {
    private static final int BATCH = 10_000;
    private static final int MOST_PRINTS = 10_000;

    /** Errors that are counted and linked in one transaction, where the database does both. */
    private static final int ALIKE = 200_000;

    /** Events of each that are looked at: enough to find a few that differ. */
    private static final int SAMPLES = 25;

    /** All that a fingerprint rests on where an event has neither exception nor frames nor wishes of its own. */
    private record Plain(
            String template, String component, @Nullable String logger) {}

    private record Named(Fingerprint fingerprint, String issueId, Event first) {}

    private final Store store;
    private final Grouping grouping;
    private final List<Grouping> older;
    private final ErrorClasses classes;
    private final Clock clock;

    public IssueGrouper(Store store, Grouping grouping, ErrorClasses classes, Clock clock) {
        this(store, List.of(grouping), classes, clock);
    }

    /**
     * With the versions before, so that a new one opens no issue anew that an older one knows.
     *
     * @param versions oldest first; the last names new issues
     */
    public IssueGrouper(Store store, List<Grouping> versions, ErrorClasses classes, Clock clock) {
        this.store = store;
        this.grouping = versions.get(versions.size() - 1);
        this.older = List.copyOf(versions.subList(0, versions.size() - 1));
        this.classes = classes;
        this.clock = clock;
    }

    /** Groups every error event that belongs to no issue yet. */
    public GroupingSummary run() {
        return new Run().all();
    }

    private final class Run {
        private final Map<Long, Optional<String>> templates = new HashMap<>();
        private final Map<String, String> moved = new HashMap<>();
        private final Set<String> checked = new HashSet<>();
        private IssueRules rules = new IssueRules(store.issueRules().list());
        private final Map<Plain, Named> prints = new HashMap<>();
        private final Set<String> opened = new HashSet<>();
        private final Set<String> grown = new HashSet<>();
        private final Set<String> regressed = new HashSet<>();
        private long events;

        GroupingSummary all() {
            if (store.events().anyUngrouped()) {
                followTemplates();
                if (!rules.split()) {
                    store.events().ungroupedAlike(ALIKE, this::alike);
                }
                store.events().ungrouped(BATCH, this::batch);
            }
            return new GroupingSummary(events, opened.size(), grown.size(), regressed.size());
        }

        /** Lines that say nothing beside their message: looked at once for each thing they say, not one by one. */
        private void alike(AlikeRange range) {
            List<AlikeErrors> unknown =
                    range.all().stream().filter(e -> known(e) == null).toList();
            if (unknown.size() > BATCH) {
                return; // hardly two say the same: they are read one by one after
            }
            int most = Math.min(SAMPLES, BATCH / Math.max(1, unknown.size()));
            Map<AlikeErrors, List<Event>> samples = range.samples(unknown, most);
            Map<String, IssueDraft> drafts = new LinkedHashMap<>();
            Map<AlikeErrors, String> links = new LinkedHashMap<>();
            for (AlikeErrors errors : range.all()) {
                String template = template(errors.templateId());
                List<Event> some = samples.getOrDefault(errors, List.of());
                Named print = some.isEmpty() ? known(errors) : print(some.get(0), template);
                if (template != null && print != null) {
                    List<Event> seen = some.isEmpty() ? List.of(print.first()) : some;
                    links.put(
                            errors,
                            draft(print.first(), template, print, drafts).add(errors, seen));
                }
            }
            if (!links.isEmpty() && store.issues().record(rows(drafts), range, links)) {
                events += links.keySet().stream().mapToLong(AlikeErrors::count).sum();
            }
        }

        private @Nullable Named known(AlikeErrors errors) {
            String template = template(errors.templateId());
            return template == null ? null : prints.get(new Plain(template, errors.component(), errors.logger()));
        }

        private void batch(List<Event> batch) {
            Map<String, IssueDraft> drafts = new LinkedHashMap<>();
            List<EventIssue> links = new ArrayList<>(batch.size());
            for (Event event : batch) {
                String template = template(event.templateId());
                IssueDraft draft = draft(event, template, print(event, template), drafts);
                links.add(new EventIssue(event.importId(), event.ordinal(), draft.add(event)));
            }
            store.issues().record(rows(drafts), links);
            events += batch.size();
        }

        private IssueDraft draft(Event event, @Nullable String template, Named print, Map<String, IssueDraft> drafts) {
            String named = moved.getOrDefault(print.issueId(), print.issueId());
            knownBefore(event, template, named);
            IssueRules.Place place = rules.follow(event, template, named);
            return drafts.computeIfAbsent(
                    place.issueId(), any -> new IssueDraft(event, place, print.fingerprint(), template));
        }

        private List<IssueRow> rows(Map<String, IssueDraft> drafts) {
            Map<String, IssueRow> before = store.issues().find(drafts.keySet());
            List<IssueRow> rows = new ArrayList<>(drafts.size());
            drafts.forEach((id, draft) -> {
                IssueRow old = before.get(id);
                if (old == null) {
                    opened.add(id);
                    rows.add(draft.open(classes, clock.instant()));
                } else {
                    rows.add(grow(old, draft));
                }
            });
            return rows;
        }

        /** Most errors are lines of few templates: those that say nothing else are looked at once. */
        private Named print(Event event, @Nullable String template) {
            if (template == null || !isPlain(event) || prints.size() >= MOST_PRINTS) {
                return named(event, template);
            }
            Plain key = new Plain(template, event.component(), event.logger());
            return prints.computeIfAbsent(key, any -> named(event, template));
        }

        private Named named(Event event, @Nullable String template) {
            Fingerprint fingerprint = grouping.of(event, template);
            return new Named(fingerprint, fingerprint.issueId(), event);
        }

        private static boolean isPlain(Event event) {
            return event.exceptionType() == null
                    && event.frames().isEmpty()
                    && !event.attributes().containsKey("fingerprint")
                    && !event.attributes().containsKey("message.template");
        }

        /** Leads an issue that is new under this version to the one that an older version has of the same events. */
        private void knownBefore(Event event, @Nullable String template, String named) {
            if (older.isEmpty()
                    || rules.knows(named)
                    || !checked.add(named)
                    || store.issues().find(named).isPresent()) {
                return;
            }
            for (int i = older.size() - 1; i >= 0; i--) {
                Fingerprint before = older.get(i).of(event, template);
                if (store.issues().find(before.issueId()).isPresent()) {
                    store.issueRules()
                            .add(new IssueRule(
                                    "v-" + named, "version", named, before.issueId(), null, null, clock.instant()));
                    rules = new IssueRules(store.issueRules().list());
                    return;
                }
            }
        }

        private IssueRow grow(IssueRow old, IssueDraft draft) {
            IssueRow row = draft.grow(old, classes);
            if (!opened.contains(old.id())) {
                grown.add(old.id());
            }
            if (!row.status().equals(old.status())) {
                regressed.add(old.id());
            }
            return row;
        }

        /**
         * A template may become more general as more lines are read, and its issues would start anew. So where an issue's
         * template is gone, what its events are called now leads to the same issue, the oldest where there are several.
         */
        private void followTemplates() {
            Map<String, IssueRow> oldest = new HashMap<>();
            for (int offset = 0; ; offset += BATCH) {
                List<IssueRow> page = store.issues().list(IssueFilter.all(), BATCH, offset);
                for (IssueRow issue : page) {
                    if (issue.exceptionType() == null
                            && issue.groupingVersion().equals(grouping.version())
                            && template(issue.templateId()) == null) {
                        for (Event event : store.issues().events(issue.id(), 1, 0)) {
                            String now = grouping.of(event, template(event.templateId()))
                                    .issueId();
                            oldest.merge(now, issue, Run::older);
                        }
                    }
                }
                if (page.size() < BATCH) {
                    break;
                }
            }
            oldest.forEach((now, issue) -> {
                if (!now.equals(issue.id()) && store.issues().find(now).isEmpty()) {
                    moved.put(now, issue.id());
                }
            });
        }

        private static IssueRow older(IssueRow a, IssueRow b) {
            int byTime = a.firstSeen().compareTo(b.firstSeen());
            return byTime < 0 || (byTime == 0 && a.id().compareTo(b.id()) < 0) ? a : b;
        }

        private @Nullable String template(long id) {
            return templates
                    .computeIfAbsent(
                            id,
                            key -> key == 0
                                    ? Optional.empty()
                                    : store.templates().find(key).map(TemplateRow::text))
                    .orElse(null);
        }
    }
}

package io.forewarn.predictor.grouping;

import java.util.List;

/** Every version of grouping that stored issues may carry, oldest first. Adding one is one class and one line here. */
public final class Groupings {
    private static final List<Grouping> ALL = List.of(new FrameAndTemplateGrouping());

    private Groupings() {}

    public static List<Grouping> all() {
        return ALL;
    }

    /** The one for new issues. */
    public static Grouping current() {
        return ALL.get(ALL.size() - 1);
    }

    /**
     * The grouping of that version.
     *
     * @throws IllegalArgumentException naming the versions that exist
     */
    public static Grouping version(String version) {
        return ALL.stream()
                .filter(grouping -> grouping.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown grouping " + version + "; known are "
                        + String.join(", ", ALL.stream().map(Grouping::version).toList())));
    }
}

package io.forewarn.features;

import java.util.List;

/** The registry of features. To add one, add it to its group, or add a group here; the contract test then covers it. */
public final class Features {
    private Features() {}

    /** All features, in the order of their columns; those named with {@code <attribute>} come after the others. */
    public static List<Feature> all() {
        return groups().stream().flatMap(group -> group.features().stream()).toList();
    }

    /** The feature of a column. */
    public static Feature of(String column) {
        return all().stream()
                .filter(f -> f.name().equals(column)
                        || (f.name().contains("<")
                                && column.startsWith(
                                        f.name().substring(0, f.name().indexOf('<')))))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature is named " + column));
    }

    static List<FeatureGroup> groups() {
        return List.of(
                new EntityRates(),
                new Sequence(),
                new Calendar(),
                new Attributes(),
                new TouchedPaths(),
                new Words(),
                new RecentLogs());
    }
}

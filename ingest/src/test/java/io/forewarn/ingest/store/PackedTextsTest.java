package io.forewarn.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.WithNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PackedTextsTest {
    @Property(tries = 200)
    void givesBackWhatWasPackedFromAnyRowOn(@ForAll @Size(min = 1, max = 40) List<@WithNull(0.3) String> texts) {
        @Nullable String[] column = repeated(texts);

        PackedTexts packed = PackedTexts.of(column);

        for (int from = 0; from < column.length; from += 7) {
            assertThat(cells(packed.utf8(from, column.length - from)))
                    .isEqualTo(cells(utf8(Arrays.copyOfRange(column, from, column.length))));
        }
    }

    @Test
    void tellsAnEmptyTextFromNoneAndFromTheOneBefore() {
        String[] column = {"a", "", "", null, "a", null, null, "größer 🙂🙂🙂"};

        assertThat(cells(PackedTexts.of(column).utf8(0, column.length))).isEqualTo(cells(utf8(column)));
        assertThat(PackedTexts.of(column).isSame()).isFalse();
    }

    @Test
    void keepsOneTextWhereAllRowsHaveIt() {
        PackedTexts same = PackedTexts.of(new String[] {"app", "app", "app"});
        PackedTexts none = PackedTexts.of(new @Nullable String[] {null, null});

        assertThat(same.isSame()).isTrue();
        assertThat(same.first()).isEqualTo("app");
        assertThat(cells(same.utf8(1, 2))).containsExactly("app", "app");
        assertThat(none.isSame()).isTrue();
        assertThat(cells(none.utf8(0, 2))).containsExactly(null, null);
    }

    @Test
    void keepsWhatRowsInARowHaveInCommonOnce() {
        byte[] @Nullable [] cells =
                PackedTexts.of(new String[] {"one", "two", "two"}).utf8(0, 3);

        assertThat(cells[2]).isSameAs(cells[1]);
    }

    /** Each text up to three times, so that rows in a row have the same. */
    private static @Nullable String[] repeated(List<String> texts) {
        List<@Nullable String> column = new ArrayList<>();
        for (String text : texts) {
            for (int i = 0; i <= column.size() % 3; i++) {
                column.add(text);
            }
        }
        return column.toArray(new @Nullable String[0]);
    }

    private static byte[] @Nullable [] utf8(@Nullable String[] texts) {
        return Arrays.stream(texts)
                .map(text -> text == null ? null : text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static List<@Nullable String> cells(byte[] @Nullable [] cells) {
        List<@Nullable String> texts = new ArrayList<>();
        for (byte @Nullable [] cell : cells) {
            texts.add(cell == null ? null : new String(cell, StandardCharsets.UTF_8));
        }
        return texts;
    }
}

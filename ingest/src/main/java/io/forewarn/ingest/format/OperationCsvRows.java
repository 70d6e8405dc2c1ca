package io.forewarn.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CSV with a header, separated by comma, semicolon, tab or bar, whichever the header has most of. A column is numeric or
 * yes/no where every filled cell of its first {@value #LOOK} rows is.
 */
final class OperationCsvRows extends OperationRows {
    static final int LOOK = 1000;
    /** No leading zeros and at most 13 digits before the point: longer runs are numbers of accounts or cards, not amounts. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(0|[1-9][0-9]{0,12})(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    private static final Pattern FLAG = Pattern.compile("true|false|yes|no", Pattern.CASE_INSENSITIVE);

    private record Cells(long line, List<@Nullable String> values) {}

    private enum Type {
        NUMBER,
        FLAG,
        TEXT
    }

    private final MappingIterator<String[]> rows;
    private final OperationCounts counts;
    private final List<String> columns;
    private final ArrayDeque<Cells> ahead = new ArrayDeque<>();
    private Type @Nullable [] types;
    private boolean ended;

    OperationCsvRows(BufferedReader in, String name, OperationCounts counts) throws IOException {
        this.counts = counts;
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator(in));
        this.rows = new CsvMapper()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readerFor(String[].class)
                .with(schema)
                .readValues(in);
        Cells header = cells();
        if (header == null) {
            throw new IllegalArgumentException(name + ": no header line; give CSV with column names, or JSON lines");
        }
        this.columns =
                header.values().stream().map(c -> c == null ? "" : c.strip()).toList();
    }

    private static char separator(BufferedReader in) throws IOException {
        in.mark(1 << 16);
        char[] head = new char[1 << 15];
        int n = in.read(head);
        in.reset();
        String text = new String(head, 0, Math.max(0, n)).stripLeading();
        String line = text.lines().findFirst().orElse("");
        char best = ',';
        long most = 0;
        for (char c : new char[] {',', ';', '\t', '|'}) {
            long count = line.chars().filter(x -> x == c).count();
            if (count > most) {
                most = count;
                best = c;
            }
        }
        return best;
    }

    @Override
    List<String> columns() {
        return columns;
    }

    @Override
    @Nullable OperationRow next() throws IOException {
        Type[] known = types;
        if (known == null) {
            for (Cells c = row(); c != null; c = row()) {
                ahead.add(c);
                if (ahead.size() == LOOK) {
                    break;
                }
            }
            known = types();
            types = known;
        }
        Cells next = ahead.isEmpty() ? row() : ahead.poll();
        return next == null ? null : new OperationRow(next.line(), typed(next.values(), known));
    }

    /** The next row with as many cells as the header. */
    private @Nullable Cells row() throws IOException {
        for (Cells c = cells(); c != null; c = cells()) {
            if (c.values().size() == columns.size()) {
                return c;
            }
            counts.reject("other number of cells than the header", c.line());
        }
        return null;
    }

    private @Nullable Cells cells() throws IOException {
        if (ended) {
            return null;
        }
        long line = rows.getCurrentLocation().getLineNr();
        try {
            if (!rows.hasNextValue()) {
                ended = true;
                return null;
            }
            List<@Nullable String> values = Arrays.asList(rows.nextValue());
            counts.lines(Math.max(line, rows.getCurrentLocation().getLineNr() - 1L));
            return new Cells(line, values);
        } catch (JsonProcessingException e) {
            // A quote that never closes has swallowed the rest: there is no next row to go on from.
            ended = true;
            counts.reject("broken quotes, the rest of the file is lost", line);
            return null;
        }
    }

    private Type[] types() {
        Type[] types = new Type[columns.size()];
        for (int i = 0; i < types.length; i++) {
            int column = i;
            List<String> filled = new ArrayList<>();
            ahead.forEach(c -> {
                String value = c.values().get(column);
                if (value != null && !value.isBlank()) {
                    filled.add(value.strip());
                }
            });
            types[i] = filled.isEmpty()
                    ? Type.TEXT
                    : filled.stream().allMatch(v -> NUMBER.matcher(v).matches())
                            ? Type.NUMBER
                            : filled.stream().allMatch(v -> FLAG.matcher(v).matches()) ? Type.FLAG : Type.TEXT;
        }
        return types;
    }

    private ObjectNode typed(List<@Nullable String> values, Type[] known) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < known.length; i++) {
            String raw = values.get(i);
            if (raw == null || raw.isBlank() || columns.get(i).isEmpty()) {
                continue;
            }
            String value = raw.strip();
            if (known[i] == Type.NUMBER && NUMBER.matcher(value).matches()) {
                row.put(columns.get(i), Double.parseDouble(value));
            } else if (known[i] == Type.FLAG && FLAG.matcher(value).matches()) {
                row.put(columns.get(i), value.equalsIgnoreCase("true") || value.equalsIgnoreCase("yes"));
            } else {
                row.put(columns.get(i), value);
            }
        }
        return row;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

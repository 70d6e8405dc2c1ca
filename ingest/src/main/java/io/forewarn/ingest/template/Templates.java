package io.forewarn.ingest.template;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which template each shape belongs to. */
public final class Templates {
    private final Map<Long, Template> byShape;
    private final List<Template> all;

    private Templates(Map<Long, Template> byShape, List<Template> all) {
        this.byShape = byShape;
        this.all = all;
    }

    static Templates of(Collection<Shape> shapes) {
        Map<Long, String> texts =
                Generalizer.texts(shapes.stream().filter(s -> !s.isAlias()).toList());
        Map<String, Long> counts = new TreeMap<>();
        shapes.stream().filter(s -> !s.isAlias()).forEach(s -> counts.merge(text(texts, s.id()), s.count(), Long::sum));
        Map<String, Template> byText = new HashMap<>();
        counts.forEach((text, n) -> byText.put(text, new Template(Shape.idOf(text), text, n)));
        Map<Long, Template> byShape = new HashMap<>();
        for (Shape s : shapes) {
            Template t = byText.get(text(texts, Shape.idOf(s.text())));
            if (t != null) {
                byShape.put(s.id(), t);
            }
        }
        List<Template> all = byText.values().stream()
                .sorted(Comparator.comparingLong(Template::count).reversed().thenComparing(Template::text))
                .toList();
        return new Templates(byShape, all);
    }

    private static String text(Map<Long, String> texts, long id) {
        String text = texts.get(id);
        if (text == null) {
            throw new IllegalArgumentException("an alias without its shape");
        }
        return text;
    }

    /**
     * Template of a shape.
     *
     * @throws IllegalArgumentException for an id that the miner did not hand out
     */
    public Template of(long shapeId) {
        Template t = byShape.get(shapeId);
        if (t == null) {
            throw new IllegalArgumentException("no such shape: " + Long.toHexString(shapeId));
        }
        return t;
    }

    /** Every template, the most frequent first. */
    public List<Template> all() {
        return all;
    }

    /** Shape ids, aliases included, to their templates. */
    public Map<Long, Template> byShape() {
        return Map.copyOf(byShape);
    }
}

package io.forewarn.models.evaluation;

import java.util.List;
import java.util.Locale;

/** Line charts of the unit square as inline SVG, readable without colour and by screen readers. */
final class Chart {
    private static final int SIZE = 300;
    private static final int MARGIN = 44;
    private static final String[] STROKES = {
        "class=\"own\" stroke=\"#1f5fbf\" stroke-width=\"2\"",
        "class=\"rival\" stroke=\"#b3541e\" stroke-width=\"1.5\" stroke-dasharray=\"5 3\"",
        "class=\"chance\" stroke=\"#666\" stroke-width=\"1\" stroke-dasharray=\"2 3\""
    };

    private Chart() {}

    /**
     * One line.
     *
     * @param name in the legend
     * @param points x and y, each 0 to 1
     */
    record Line(String name, List<double[]> points) {}

    static String of(String title, String x, String y, List<Line> lines) {
        StringBuilder svg = new StringBuilder();
        int full = SIZE + 2 * MARGIN;
        svg.append("<figure><svg role=\"img\" aria-label=\"")
                .append(escape(title))
                .append("\" viewBox=\"0 0 ")
                .append(full)
                .append(' ')
                .append(full)
                .append("\">");
        svg.append("<rect x=\"")
                .append(MARGIN)
                .append("\" y=\"")
                .append(MARGIN)
                .append("\" width=\"")
                .append(SIZE)
                .append("\" height=\"")
                .append(SIZE)
                .append("\" fill=\"none\" stroke=\"#999\"/>");
        for (int t = 0; t <= 4; t++) {
            double v = t / 4.0;
            svg.append(text(px(v), SIZE + MARGIN + 14, "middle", String.format(Locale.ROOT, "%.2f", v)));
            svg.append(text(MARGIN - 4, py(v) + 4, "end", String.format(Locale.ROOT, "%.2f", v)));
        }
        svg.append(text(full / 2.0, full - 12, "middle", x));
        svg.append("<g transform=\"rotate(-90 12 ")
                .append(full / 2)
                .append(")\">")
                .append(text(12, full / 2.0, "middle", y))
                .append("</g>");
        for (int i = 0; i < lines.size(); i++) {
            String stroke = STROKES[Math.min(i, STROKES.length - 1)];
            svg.append("<polyline fill=\"none\" ").append(stroke).append(" points=\"");
            for (double[] point : lines.get(i).points()) {
                svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", px(point[0]), py(point[1])));
            }
            svg.append("\"/>");
            double at = MARGIN + 16 + 15 * i;
            svg.append("<line ")
                    .append(stroke)
                    .append(String.format(
                            Locale.ROOT,
                            " x1=\"%d\" x2=\"%d\" y1=\"%.0f\" y2=\"%.0f\"/>",
                            MARGIN + 8,
                            MARGIN + 30,
                            at,
                            at));
            svg.append(text(MARGIN + 35, at + 4, "start", lines.get(i).name()));
        }
        return svg.append("</svg><figcaption>")
                .append(escape(title))
                .append("</figcaption></figure>")
                .toString();
    }

    private static double px(double x) {
        return MARGIN + SIZE * Math.max(0, Math.min(1, x));
    }

    private static double py(double y) {
        return MARGIN + SIZE * (1 - Math.max(0, Math.min(1, y)));
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escape(text));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

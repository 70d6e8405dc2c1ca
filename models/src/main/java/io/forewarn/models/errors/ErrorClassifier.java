package io.forewarn.models.errors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.protos.core.ModelProto;

/**
 * Says what kind of error a text is. A pattern that is certain decides; else a linear text model does, whose features
 * include the patterns that match; below a threshold chosen on systems it had not seen it abstains to {@code other}.
 * Immutable and safe for many threads.
 */
public final class ErrorClassifier {
    private static final String MODEL = "model.pb";
    private static final String SETTINGS = "classifier.json";

    private final LinearSGDModel model;
    private final Patterns patterns;
    private final Confidence confidence;
    private final Map<String, double[]> weights = new HashMap<>();
    private final double[] bias;
    private final List<ErrorClass> classes = new ArrayList<>();

    ErrorClassifier(LinearSGDModel model, Patterns patterns, Confidence confidence) {
        this.model = model;
        this.patterns = patterns;
        this.confidence = confidence;
        var matrix = model.getWeightsCopy();
        int n = model.getOutputIDInfo().size();
        for (int k = 0; k < n; k++) {
            classes.add(ErrorClasses.of(model.getOutputIDInfo().getOutput(k).getLabel()));
        }
        int features = model.getFeatureIDMap().size();
        for (int f = 0; f < features; f++) {
            double[] column = new double[n];
            for (int k = 0; k < n; k++) {
                column[k] = matrix.get(k, f);
            }
            weights.put(model.getFeatureIDMap().get(f).getName(), column);
        }
        bias = new double[n];
        for (int k = 0; k < n; k++) {
            bias[k] = matrix.get(k, features);
        }
    }

    /** The class of one error. */
    public Classification classify(ErrorText error) {
        List<PatternRule> matches = patterns.matches(error);
        Optional<PatternRule> certain =
                matches.stream().filter(PatternRule::isCertain).findFirst();
        Set<String> tokens = ErrorTokens.of(error, matches);
        double[] p = probabilities(tokens);
        if (certain.isPresent()) {
            ErrorClass named = ErrorClasses.of(certain.get().errorClass());
            return new Classification(
                    named.id(),
                    confidence.ofCertain(p[index(named)]),
                    named.transience(),
                    certain.get().because());
        }
        int best = 0;
        for (int k = 1; k < p.length; k++) {
            best = p[k] > p[best] ? k : best;
        }
        ErrorClass found = classes.get(best);
        double sure = confidence.of(p[best]);
        if (sure < confidence.threshold() && !found.id().equals(ErrorClasses.OTHER)) {
            ErrorClass other = ErrorClasses.of(ErrorClasses.OTHER);
            return new Classification(
                    other.id(),
                    confidence.ofAbstained(),
                    other.transience(),
                    "no class is likely enough; nearest is " + found.id());
        }
        return new Classification(found.id(), sure, found.transience(), because(found, best, matches, tokens));
    }

    private int index(ErrorClass named) {
        return classes.indexOf(named);
    }

    private static String because(ErrorClass found, List<PatternRule> matches) {
        return matches.stream()
                .filter(r -> r.errorClass().equals(found.id()))
                .findFirst()
                .map(PatternRule::because)
                .orElse("");
    }

    private String because(ErrorClass found, int k, List<PatternRule> matches, Set<String> tokens) {
        String pattern = because(found, matches);
        if (!pattern.isEmpty()) {
            return pattern;
        }
        List<String> words = tokens.stream()
                .filter(t -> t.indexOf(':') != 1 && !t.startsWith("^"))
                .filter(t -> weights.containsKey(t) && weight(t)[k] > 0)
                .sorted(Comparator.comparingDouble((String t) -> -weight(t)[k]).thenComparing(t -> t))
                .limit(3)
                .toList();
        return words.isEmpty() ? "its words as a whole" : "the words " + String.join(", ", words);
    }

    private double[] weight(String token) {
        return weights.getOrDefault(token, bias);
    }

    /** Softmax over the classes, in the order of the model. */
    private double[] probabilities(Set<String> tokens) {
        double[] sum = bias.clone();
        double scale = ErrorClassifierTrainer.scale(tokens.size());
        for (String token : tokens) {
            double[] w = weights.get(token);
            if (w != null) {
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += scale * w[k];
                }
            }
        }
        double max = Double.NEGATIVE_INFINITY;
        for (double s : sum) {
            max = Math.max(max, s);
        }
        double total = 0;
        for (int k = 0; k < sum.length; k++) {
            sum[k] = Math.exp(sum[k] - max);
            total += sum[k];
        }
        for (int k = 0; k < sum.length; k++) {
            sum[k] /= total;
        }
        return sum;
    }

    /** Writes it into a folder that exists. */
    public void save(Path folder) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(MODEL))) {
            model.serialize().writeTo(out);
        }
        ObjectNode settings = new ObjectMapper().createObjectNode();
        confidence.writeTo(settings);
        Files.writeString(folder.resolve(SETTINGS), settings.toPrettyString());
    }

    /** Reads what {@link #save} wrote. */
    public static ErrorClassifier load(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(MODEL))) {
            Model<?> model = Model.deserialize(ModelProto.parseFrom(in));
            if (!(model instanceof LinearSGDModel linear)) {
                throw new IOException("not an error classifier: " + folder);
            }
            JsonNode settings = new ObjectMapper().readTree(Files.readString(folder.resolve(SETTINGS)));
            return new ErrorClassifier(linear, Patterns.bundled(), Confidence.from(settings));
        }
    }

    /** What Tribuo recorded of data, trainer and versions. */
    public String provenance() {
        return model.getProvenance().toString();
    }

    /** The same with other calibration. */
    ErrorClassifier with(Confidence other) {
        return new ErrorClassifier(model, patterns, other);
    }
}

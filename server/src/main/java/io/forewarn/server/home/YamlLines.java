package io.forewarn.server.home;

import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line on which something stands in a YAML text, for a message that says where to mend. */
final class YamlLines {
    private final @Nullable Node root;

    private YamlLines(@Nullable Node root) {
        this.root = root;
    }

    static YamlLines of(String text) {
        try {
            return new YamlLines(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (YAMLException e) {
            // whoever reads the values says what is wrong with the text
            return new YamlLines(null);
        }
    }

    /**
     * Line, from 1, of the innermost part of the path that is there.
     *
     * @param path keys as strings, places in lists as integers
     */
    int line(List<Object> path) {
        Node node = root;
        int line = 1;
        for (Object step : path) {
            Optional<Place> next = node == null ? Optional.empty() : step(node, step);
            if (next.isEmpty()) {
                break;
            }
            node = next.get().value();
            line = next.get().line();
        }
        return line;
    }

    private record Place(Node value, int line) {}

    private static Optional<Place> step(Node node, Object step) {
        if (node instanceof MappingNode map) {
            for (NodeTuple entry : map.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(step)) {
                    return Optional.of(new Place(entry.getValueNode(), line(key)));
                }
            }
        } else if (node instanceof SequenceNode list
                && step instanceof Integer at
                && at < list.getValue().size()) {
            Node item = list.getValue().get(at);
            return Optional.of(new Place(item, line(item)));
        }
        return Optional.empty();
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}

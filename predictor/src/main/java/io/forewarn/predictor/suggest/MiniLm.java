package io.forewarn.predictor.suggest;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sentence model all-MiniLM-L6-v2 (Wang et al. 2020, arXiv:2002.10957), quantised, in this process: its weights lie in
 * a library, nothing is asked of a network. Loaded when first asked, about a second; then some 8 ms a text on one core.
 */
public final class MiniLm implements Embedding {
    private static final Logger LOG = LoggerFactory.getLogger(MiniLm.class);

    private final Path nativeCode;
    private @Nullable EmbeddingModel model;
    private boolean unusable;

    /**
     * Loads nothing yet.
     *
     * @param nativeCode folder, made where missing, that native code may be unpacked into
     */
    public MiniLm(Path nativeCode) {
        this.nativeCode = nativeCode;
    }

    @Override
    public String name() {
        return "all-minilm-l6-v2-q";
    }

    @Override
    public synchronized Optional<List<float[]>> of(List<String> texts) {
        EmbeddingModel ready = load();
        if (ready == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ready.embedAll(texts.stream().map(TextSegment::from).toList()).content().stream()
                            .map(dev.langchain4j.data.embedding.Embedding::vector)
                            .toList());
        } catch (RuntimeException | LinkageError e) {
            give(e);
            return Optional.empty();
        }
    }

    private @Nullable EmbeddingModel load() {
        if (model == null && !unusable) {
            stayAtHome();
            try {
                // One text after the other, on the thread that asks: no pool of threads stays behind.
                model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
            } catch (RuntimeException | LinkageError e) {
                give(e);
            }
        }
        return model;
    }

    private void give(Throwable e) {
        unusable = true;
        model = null;
        LOG.warn("the sentence model cannot be used here ({}); issues are compared by their words", e.toString());
    }

    /** The tokenizer's library would report its use, fetch what it lacks, and unpack into the home of the user. */
    private void stayAtHome() {
        preset("ai.djl.offline", "true");
        preset("OPT_OUT_TRACKING", "true");
        preset("ENGINE_CACHE_DIR", nativeCode.toString());
    }

    private static void preset(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}

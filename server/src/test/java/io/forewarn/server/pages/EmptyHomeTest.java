package io.forewarn.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmptyHomeTest {
    @Test
    void everyPageSaysWhatToDoFirst(@TempDir Path folder) throws Exception {
        try (Shop shop = Shop.empty(folder)) {
            assertThat(shop.get("/").body())
                    .contains("forewarn import /var/log/myapp", "forewarn train", "forewarn predict");
            assertThat(shop.get("/issues").body()).contains("Issues appear when logs with errors are imported");
            assertThat(shop.get("/predictions").body())
                    .contains("Nobody has asked yet", "No risk model is trained yet");
            assertThat(shop.get("/suggestions").body()).contains("No suggestion was made yet");
            assertThat(shop.get("/models").body()).contains("No model is trained yet", "there are 0");
            assertThat(shop.get(shop.predict(5)).body()).contains("No similar failure is on record");
        }
    }

    @Test
    void comparesPredictionsWithOutcomesOnceThereAreEnough(@TempDir Path folder) throws Exception {
        try (Shop shop = Shop.open(folder)) {
            for (int i = 0; i < ModelsView.ENOUGH; i++) {
                shop.post(shop.predict(i * 4) + "/outcome", i < 8 ? "outcome=failed" : "outcome=succeeded");
            }
            String page = shop.get("/models").body();
            assertThat(page)
                    .contains(
                            "n = " + ModelsView.ENOUGH,
                            "Predicted risk beside the share that failed",
                            "Failed in fact");
        }
    }
}

package io.forewarn.ingest.store;

import java.nio.file.Path;

/** A process that opens the store, says so, and waits to be killed. */
final class HoldStore {
    private HoldStore() {}

    public static void main(String[] args) throws InterruptedException {
        Store store = Store.open(Path.of(args[0]));
        store.events().append(Rows.events(1, 2));
        System.out.println("open");
        Thread.sleep(60_000);
        store.close();
    }
}

package io.forewarn.ingest.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which keys made the tokens in this database, and when. */
public final class KeyLedger {
    private final Database database;

    KeyLedger(Database database) {
        this.database = database;
    }

    /** All, oldest first. */
    public List<KeyEpoch> list() {
        return database.read(s -> s.list(
                r -> new KeyEpoch(r.text(1), r.text(2), r.instant(3), r.maybeInstant(4), r.maybeText(5)),
                "SELECT epoch, fingerprint, since, ended, ending FROM key_epochs ORDER BY since, epoch"));
    }

    /** The one in use. */
    public Optional<KeyEpoch> current() {
        return list().stream().filter(k -> k.ended() == null).findFirst();
    }

    /** A key is in use from now on; one that was in use before, and of which nobody said how it ended, was replaced. */
    public void use(String epoch, String fingerprint, Instant now) {
        if (current().filter(k -> k.fingerprint().equals(fingerprint)).isPresent()) {
            return;
        }
        database.write(s -> {
            s.update("UPDATE key_epochs SET ended = ?, ending = 'replaced' WHERE ended IS NULL", now);
            return s.update("INSERT INTO key_epochs VALUES (?, ?, ?, NULL, NULL)", epoch, fingerprint, now);
        });
    }

    /** The key in use is so no more. */
    public void end(String ending, Instant now) {
        database.write(s -> s.update("UPDATE key_epochs SET ended = ?, ending = ? WHERE ended IS NULL", now, ending));
    }
}

/** Raw records to events: detectors of secrets and personal data, keyed pseudonyms. With {@code ingest.store} the only maker of events. */
@NullMarked
package io.forewarn.ingest.scrub;

import org.jspecify.annotations.NullMarked;

/**
 * Raw records to events: detectors of secrets and personal data, keyed pseudonyms. In comes a
 * {@link io.forewarn.ingest.format.RawRecord} or any text, out goes an {@link io.forewarn.ingest.event.Event} or the text
 * in which each value found is replaced by a token such as {@code <email:7f3k2qab>}. With {@code ingest.store} the only
 * maker of events. Start at {@link io.forewarn.ingest.scrub.Scrubber}; {@link io.forewarn.ingest.scrub.Detectors} lists
 * what is looked for.
 */
@NullMarked
package io.forewarn.ingest.scrub;

import org.jspecify.annotations.NullMarked;

/** The shared nouns: {@link io.forewarn.ingest.event.Event}, {@link io.forewarn.ingest.event.Operation} and what they are made of. Imports nothing of ours. */
@NullMarked
package io.forewarn.ingest.event;

import org.jspecify.annotations.NullMarked;

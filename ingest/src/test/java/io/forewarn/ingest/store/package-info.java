@NullMarked
package io.forewarn.ingest.store;

import org.jspecify.annotations.NullMarked;

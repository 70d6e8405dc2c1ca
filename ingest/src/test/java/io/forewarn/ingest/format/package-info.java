@NullMarked
package io.forewarn.ingest.format;

import org.jspecify.annotations.NullMarked;

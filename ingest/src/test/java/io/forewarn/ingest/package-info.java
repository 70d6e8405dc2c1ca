@NullMarked
package io.forewarn.ingest;

import org.jspecify.annotations.NullMarked;

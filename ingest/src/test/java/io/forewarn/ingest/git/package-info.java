@NullMarked
package io.forewarn.ingest.git;

import org.jspecify.annotations.NullMarked;

/** Trained models on disk: versions, cards, promotion and rollback. Start at {@link io.forewarn.models.registry.ModelRegistry}. */
@NullMarked
package io.forewarn.models.registry;

import org.jspecify.annotations.NullMarked;

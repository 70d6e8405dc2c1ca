/** Feature rows to calibrated, explained risks. Start at {@link io.forewarn.models.risk.RiskTrainer}, which makes a {@link io.forewarn.models.risk.RiskModel}. */
@NullMarked
package io.forewarn.models.risk;

import org.jspecify.annotations.NullMarked;

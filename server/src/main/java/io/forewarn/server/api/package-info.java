/**
 * Questions and answers without HTTP: {@link io.forewarn.server.api.Routes} lists every question, {@link
 * io.forewarn.server.api.Gateway} asks it here or of a running server, {@link io.forewarn.server.api.Problem} maps every
 * exception to its answer.
 */
@NullMarked
package io.forewarn.server.api;

import org.jspecify.annotations.NullMarked;

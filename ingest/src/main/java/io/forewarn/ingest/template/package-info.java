/**
 * Messages to templates: constant text with placeholders, mined online, the same whatever the order of the input.
 *
 * <p>In come the scrubbed messages of records, without their headers; only the first line counts. Out come shape ids
 * (one a message, to be stored with the event) and the map of shapes to templates. Two stages: the scanner masks evident
 * values and gives the <em>shape</em>, at once and for good; shapes become <em>templates</em> when somebody asks, from
 * what differs between shapes that are otherwise equal. Start at
 * {@link io.forewarn.ingest.template.TemplateMiner}.
 */
@NullMarked
package io.forewarn.ingest.template;

import org.jspecify.annotations.NullMarked;

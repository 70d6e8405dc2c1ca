package io.forewarn.ingest.store;

/** That a shape belongs to a template. */
public record TemplateAssignment(long shapeId, long templateId, String templateText) {}

package io.scriptorium.web.rest;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether something is to be on. */
@Schema(name = "Switch", description = "Whether something is, or is to be, on.")
public record Switch(@Schema(required = true) boolean on) {}

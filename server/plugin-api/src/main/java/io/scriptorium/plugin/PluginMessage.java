package io.scriptorium.plugin;

/**
 * What a plugin's browser half sent to its server half over one session.
 *
 * @param body JSON text, any value; its size is within the frame limit
 */
public record PluginMessage(DocumentId document, SessionId session, Author author, String body) {}

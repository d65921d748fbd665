package io.scriptorium.plugin;

/**
 * What a plugin's browser half sent to its server half over one session.
 *
 * @param session who sent it, with the role he had when it arrived
 * @param body JSON text, any value; its size is within the frame limit
 */
public record PluginMessage(SessionView session, String body) {}

package io.scriptorium.plugin;

/**
 * Who made an edit, as it is kept with the change for good.
 *
 * @param id names the person or program; for a guest, the replica's client id
 * @param name what others are shown
 */
public record Author(String id, String name) {}

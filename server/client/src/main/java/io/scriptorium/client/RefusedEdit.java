package io.scriptorium.client;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;

/**
 * Edits that will not be part of the document, handed back with all that is needed to show or to
 * save them.
 *
 * @param code the server's, such as {@code forbidden}, or {@code clash}, or {@code closed}
 * @param message why, in words for people
 * @param edit everything that was pending, as one edit of {@code document}
 * @param document as this client last knew it, without the edit
 */
public record RefusedEdit(String code, String message, Delta edit, RichText document) {}

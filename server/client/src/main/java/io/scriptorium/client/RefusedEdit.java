package io.scriptorium.client;

import io.scriptorium.delta.Delta;
import io.scriptorium.delta.RichText;

/**
 * Edits that were not acknowledged and will not be sent again, handed back with all that is needed
 * to show or to save them. What the server refused is not part of the document. What was on its way
 * when this client was closed may be, all the same: then only the acknowledgement is missing.
 *
 * @param code the server's, such as {@code forbidden}, or {@code clash}, or {@code closed}
 * @param message why, in words for people
 * @param edit everything that was pending, as one edit of {@code document}
 * @param document as this client last knew it, without the edit
 */
public record RefusedEdit(String code, String message, Delta edit, RichText document) {}

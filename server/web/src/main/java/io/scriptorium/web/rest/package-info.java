/**
 * Plain HTTP: the documents as resources, and errors as problem details (RFC 9457).
 *
 * <p>{@link io.scriptorium.web.rest.DocumentsResource} is all of the API; whatever goes wrong in
 * it, in the container before it, or with the store behind it, comes out as a {@link
 * io.scriptorium.web.problem.Problem}.
 */
@NullMarked
package io.scriptorium.web.rest;

import org.jspecify.annotations.NullMarked;

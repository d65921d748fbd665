/**
 * The browser client's files, served out of memory, and the headers that every answer carries.
 *
 * <p>{@link io.scriptorium.web.page.PageServlet} answers for every path that nothing else answers
 * for; {@link io.scriptorium.web.page.SecurityHeaders} tells browsers what a page may do.
 */
@NullMarked
package io.scriptorium.web.page;

import org.jspecify.annotations.NullMarked;

/** Errors as every HTTP answer of this server tells them: problem details (RFC 9457). */
@NullMarked
package io.scriptorium.web.problem;

import org.jspecify.annotations.NullMarked;

/**
 * The edge between the engine and the outside: WebSocket endpoint, REST resources and health, on
 * Open Liberty.
 */
@NullMarked
package io.scriptorium.web;

import org.jspecify.annotations.NullMarked;

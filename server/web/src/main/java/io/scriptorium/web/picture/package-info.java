/**
 * Pictures that people upload: looked at by a real decoder, and written anew before anybody sees
 * them.
 *
 * <p>{@link io.scriptorium.web.picture.PictureStudio} takes the bytes of an upload and gives an
 * {@link io.scriptorium.engine.Attachment}, or says in a {@link
 * io.scriptorium.web.picture.BadPictureException} why there is none. Nothing of the upload comes
 * out but its pixels: no place where a photograph was taken, no comment, no second file behind the
 * first.
 */
@NullMarked
package io.scriptorium.web.picture;

import org.jspecify.annotations.NullMarked;

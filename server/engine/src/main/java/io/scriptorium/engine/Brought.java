package io.scriptorium.engine;

import io.scriptorium.delta.Attributes;
import io.scriptorium.delta.Delta;
import io.scriptorium.delta.Op;
import io.scriptorium.delta.RichText;
import io.scriptorium.delta.Value;
import io.scriptorium.plugin.DocumentId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an edit brings into a document that a browser would fetch or follow.
 *
 * @param pictures attachments of the document itself
 * @param strangers pictures from anywhere else, and links that lead neither to the web nor to a
 *     mailbox
 */
record Brought(Set<AttachmentId> pictures, Set<Stranger> strangers) {
  private static final String IMAGE = "image";
  private static final String LINK = "link";

  /** Nothing that a browser skips when it reads an address: no blank and no control character. */
  private static final Pattern WEB_OR_MAIL =
      Pattern.compile("(?i)(?:https?://[^\\s\\p{Cntrl}]+|mailto:[^\\s\\p{Cntrl}]+)");

  /** Something that may not come in from outside, as it stands in the delta. */
  record Stranger(String where, Value value) {
    String words() {
      return where.equals(IMAGE)
          ? "a picture must be an attachment of this document: upload it to its attachments, and"
              + " put the \"source\" of the answer there"
          : "a link must begin with http://, https:// or mailto: and have no blank in it";
    }
  }

  /** What a delta brings into a document. */
  static Brought by(Delta delta, DocumentId document) {
    var pictures = new HashSet<AttachmentId>();
    var strangers = new HashSet<Stranger>();
    for (Op op : delta.ops()) {
      switch (op) {
        case Op.Embed embed -> {
          Value image = embed.embed().values().get(IMAGE);
          if (image != null) {
            named(image, document)
                .ifPresentOrElse(pictures::add, () -> strangers.add(new Stranger(IMAGE, image)));
          }
        }
        case Op.Insert insert -> {}
        case Op.Retain retain -> {}
        case Op.Delete delete -> {}
      }
      foreignLink(op.attributes()).ifPresent(link -> strangers.add(new Stranger(LINK, link)));
    }
    return new Brought(pictures, strangers);
  }

  private static Optional<AttachmentId> named(Value image, DocumentId document) {
    return image instanceof Value.Text(String source)
        ? Attachment.named(source, document)
        : Optional.empty();
  }

  private static Optional<Value> foreignLink(Attributes attributes) {
    return attributes
        .get(LINK)
        .filter(link -> link != Value.Null.NULL)
        .filter(link ->
            !(link instanceof Value.Text(String address)
                && WEB_OR_MAIL.matcher(address).matches()));
  }

  /** Whether there is nothing to look at: most edits. */
  boolean isNothing() {
    return pictures.isEmpty() && strangers.isEmpty();
  }

  /** Those of the strangers that are not in these ops. */
  static Set<Stranger> notIn(RichText content, Set<Stranger> strangers) {
    var left = new HashSet<>(strangers);
    content.forEachOp(op -> meet(op, left));
    return left;
  }

  /** Those of the strangers that are not in these ops. */
  static Set<Stranger> notIn(List<Op> ops, Set<Stranger> strangers) {
    var left = new HashSet<>(strangers);
    ops.forEach(op -> meet(op, left));
    return left;
  }

  private static void meet(Op op, Set<Stranger> left) {
    if (left.isEmpty()) {
      return;
    }
    if (op instanceof Op.Embed embed) {
      Value image = embed.embed().values().get(IMAGE);
      if (image != null) {
        left.remove(new Stranger(IMAGE, image));
      }
    }
    op.attributes().get(LINK).ifPresent(link -> left.remove(new Stranger(LINK, link)));
  }
}

package io.scriptorium.engine;

import java.time.Instant;

class MemoryAttachmentsTest extends AttachmentsContract {
  private final ManualClock clock = new ManualClock();
  private final MemoryAttachments attachments = new MemoryAttachments(clock);

  @Override
  protected Attachments attachments() {
    return attachments;
  }

  @Override
  protected void setTime(Instant time) {
    clock.set(time);
  }

  @Override
  protected int contents() {
    return attachments.contents();
  }
}

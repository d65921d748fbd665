package io.scriptorium.web.socket;

import io.scriptorium.engine.Outbound;
import io.scriptorium.engine.Session;
import io.scriptorium.protocol.ClientMessage;
import io.scriptorium.protocol.CloseReason;
import io.scriptorium.protocol.ServerMessage;
import io.scriptorium.protocol.json.ServerMessageJson;

/** The session of somebody for whom there is nothing here: an error, and the close. */
final class TurnedAway implements Session {
  private final CloseReason reason;
  private final String words;
  private boolean told;

  TurnedAway(CloseReason reason, String words) {
    this.reason = reason;
    this.words = words;
  }

  @Override
  public void receive(ClientMessage message) {}

  @Override
  public void refuse(CloseReason other, String message) {}

  @Override
  public void closed() {}

  @Override
  public Outbound poll() {
    if (told) {
      return new Outbound.Close(reason.closeCode(), reason.errorCode());
    }
    told = true;
    return new Outbound.Frame(
        ServerMessageJson.encode(new ServerMessage.Error(reason.errorCode(), words)));
  }
}

import type Delta from "quill-delta";
import WebSocket from "ws";

/** Commits `edits` of an empty document, one after the other, as another program would. */
export async function program(
  origin: string,
  id: string,
  edits: readonly Delta[],
): Promise<void> {
  const address = `${origin.replace("http", "ws")}/ws/documents/${id}`;
  const socket = new WebSocket(address, "scriptorium.v1");
  const send = (message: unknown): void => {
    socket.send(JSON.stringify(message));
  };
  await new Promise<void>((resolve, reject) => {
    let done = 0;
    const next = (): void => {
      const edit = edits[done];
      if (edit === undefined) resolve();
      else
        send({ type: "edit", seq: done + 1, revision: done, delta: edit.ops });
    };
    socket.on("error", reject);
    socket.on("open", () => {
      send({ type: "join", client: "a-program" });
    });
    socket.on("message", (data: Buffer) => {
      const frame = data.toString();
      if (frame.includes('"type":"error"')) reject(new Error(frame));
      if (frame.includes('"type":"ack"')) done += 1;
      if (/"type":"(ack|joined)"/.test(frame)) next();
    });
  });
  socket.close();
}

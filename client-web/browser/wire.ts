import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** The network between one browser and the server: a relay of bytes that a test can cut and mend. */
export class Wire {
  readonly #target: number;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;
  #isCut = false;

  /** @param target the server's port on 127.0.0.1 */
  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((near) => {
      this.#relay(near);
    });
  }

  static async to(target: number): Promise<Wire> {
    const wire = new Wire(target);
    wire.#server.listen(0, "127.0.0.1");
    await once(wire.#server, "listening");
    return wire;
  }

  /** The server's origin, as seen through this wire. */
  get origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string")
      throw new Error("the wire is not listening");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Breaks every connection, and refuses new ones until it is mended. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    this.cut();
    this.#server.close();
  }

  #relay(near: Socket): void {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = connect(this.#target, "127.0.0.1");
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.pipe(other);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }
}

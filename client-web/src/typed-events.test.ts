import { expect, it } from "vitest";
import { TypedEventTarget } from "./typed-events.ts";

class Bell extends TypedEventTarget<{ readonly rang: { times: number } }> {
  ring(times: number): void {
    this.emit("rang", { times });
  }
}

it("tells listeners the detail, until their signal aborts", () => {
  const bell = new Bell();
  const heard: number[] = [];
  const listening = new AbortController();
  bell.addEventListener("rang", (event) => heard.push(event.detail.times), {
    signal: listening.signal,
  });
  bell.ring(1);
  bell.ring(2);
  listening.abort();
  bell.ring(3);
  expect(heard).toEqual([1, 2]);
});

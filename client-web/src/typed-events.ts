/**
 * An `EventTarget` whose event names and details are known to the compiler: `Details` maps each event's name to
 * the type of its `detail`. Every event is a `CustomEvent`.
 */
export class TypedEventTarget<Details> {
  readonly #target = new EventTarget();

  /** Calls `listener` with each event of that name until `options.signal` aborts or it is removed. */
  addEventListener<Name extends keyof Details & string>(
    name: Name,
    listener: (event: CustomEvent<Details[Name]>) => void,
    options?: AddEventListenerOptions,
  ): void {
    // The only sender is `emit`, which the compiler holds to the same map.
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions
    this.#target.addEventListener(name, listener as EventListener, options);
  }

  /** Stops calling `listener`. */
  removeEventListener<Name extends keyof Details & string>(
    name: Name,
    listener: (event: CustomEvent<Details[Name]>) => void,
  ): void {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions
    this.#target.removeEventListener(name, listener as EventListener);
  }

  /** Tells every listener of `name`, before it returns. */
  protected emit<Name extends keyof Details & string>(
    name: Name,
    detail: Details[Name],
  ): void {
    this.#target.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

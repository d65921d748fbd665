const SCROLL_KEYS = new Set(["PageUp", "PageDown", "Home", "End", " "]);

/**
 * Calls `listener` when somebody scrolls the page by hand: by wheel, finger, key or scroll bar. What the page scrolls
 * by itself is not told apart by its `scroll` events, so it is what people do that is listened for.
 */
export function onUserScroll(listener: () => void, signal: AbortSignal): void {
  const options = { signal, passive: true, capture: true };
  window.addEventListener("wheel", listener, options);
  window.addEventListener("touchmove", listener, options);
  window.addEventListener(
    "keydown",
    ({ key }) => {
      if (SCROLL_KEYS.has(key)) listener();
    },
    options,
  );
  window.addEventListener(
    "pointerdown",
    ({ clientX }) => {
      if (clientX >= document.documentElement.clientWidth) listener();
    },
    options,
  );
}

/** A panel that opens below a button: the browser closes it on Escape and on a click elsewhere. */

/** Puts `panel` below `button`, within the window. To be called when the panel is shown. */
export function placeBelow(panel: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect();
  const margin = 8;
  const widest = document.documentElement.clientWidth - margin;
  const left = Math.min(at.left, widest - panel.offsetWidth);
  panel.style.left = `${Math.max(margin, left)}px`;
  panel.style.top = `${at.bottom + 6}px`;
}

/** Whether `event` says that a panel which has the focus is about to close. */
export function isLeaving(event: Event): boolean {
  const panel = event.currentTarget;
  return (
    event instanceof ToggleEvent &&
    event.newState === "closed" &&
    panel instanceof HTMLElement &&
    panel.contains(document.activeElement)
  );
}

/** Keeps `aria-expanded` of the button that opens a panel true to it, and places it. */
export function onPopoverToggle(event: Event): void {
  const panel = event.currentTarget;
  if (!(panel instanceof HTMLElement)) return;
  const button = document.querySelector<HTMLElement>(
    `[popovertarget="${panel.id}"]`,
  );
  if (button === null) return;
  const isOpen = panel.matches(":popover-open");
  button.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) placeBelow(panel, button);
}

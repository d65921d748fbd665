let region: HTMLElement | undefined;

/** Says `words` to who cannot see the page, when there is a pause. */
export function announce(words: string): void {
  if (region?.isConnected !== true) {
    region = document.createElement("div");
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  // The same words once more are said only if they are another node.
  const line = document.createElement("p");
  line.textContent = words;
  region.replaceChildren(line);
}

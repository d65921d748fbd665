import type { EditorSurface } from "../editor/editor-surface.ts";
import { onUserScroll } from "../editor/user-scroll.ts";
import type { EditorView } from "./plugin-api.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** What a plugin can follow of the editor. A listener that fails, at once or later, is its plugin's problem. */
export function editorListening(
  plugin: RunningPlugin,
  surface: Pick<EditorSurface, "addEventListener">,
): Pick<EditorView, "onChange" | "onSelection" | "onLayout" | "onUserScroll"> {
  const { signal } = plugin;
  return {
    onChange: (listener) => {
      surface.addEventListener(
        "change",
        ({ detail: { delta, source } }) => {
          plugin.run("following a change", () => listener(delta, source));
        },
        { signal },
      );
    },
    onSelection: (listener) => {
      surface.addEventListener(
        "selection",
        ({ detail: { selection } }) => {
          plugin.run("following the selection", () => listener(selection));
        },
        { signal },
      );
    },
    onLayout: (listener) => {
      surface.addEventListener(
        "layout",
        () => {
          plugin.run("drawing over the text", () => listener());
        },
        { signal },
      );
    },
    onUserScroll: (listener) => {
      onUserScroll(() => {
        plugin.run("following the scrolling", () => listener());
      }, signal);
    },
  };
}

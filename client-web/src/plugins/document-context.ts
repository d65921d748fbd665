import type { DocumentSession } from "../document-session.ts";
import type { EditorSurface } from "../editor/editor-surface.ts";
import { showEmbeds } from "../editor/embeds.ts";
import { pluginChannel } from "./channel.ts";
import type { Contributions } from "./contributions.ts";
import { editorView } from "./editor-view.ts";
import { EMBED, requireForm } from "./forms.ts";
import type { GuestName } from "./guest-name.ts";
import type { DocumentContext, EmbedFormat, Me } from "./plugin-api.ts";
import { pluginContext } from "./plugin-context.ts";
import type { RunningPlugin } from "./running-plugin.ts";

/** From the least to the most; what is none of them may nothing. */
const ROLES: readonly string[] = ["viewer", "commenter", "editor", "owner"];

/** The page of a document, as plugins see it. */
export interface DocumentPage {
  readonly documentId: string;
  readonly session: DocumentSession;
  readonly surface: EditorSurface;
  readonly guest: GuestName;
  readonly contributions: Contributions;
}

/** What `plugin` is given on the page of a document. */
export function documentContext(
  plugin: RunningPlugin,
  page: DocumentPage,
): DocumentContext {
  const { session, surface, contributions, documentId } = page;
  return {
    ...pluginContext(plugin),
    document: {
      id: documentId,
      get title() {
        return session.title;
      },
    },
    me: meOf(plugin, page),
    editor: editorView(plugin, surface, session),
    channel: pluginChannel(plugin, session),
    addToolbarButton: (button) => contributions.buttons.add(plugin, button),
    addPanel: (panel) => contributions.panels.add(plugin, panel),
    addBanner: (banner) => contributions.banners.add(plugin, banner),
    addCommand: (command) => {
      contributions.commands.add(plugin, command);
    },
    addEmbed: (format) => {
      addEmbed(plugin, format);
    },
  };
}

/** Who uses this browser, as `plugin` sees it. */
export function meOf(
  plugin: RunningPlugin,
  { session, guest }: Pick<DocumentPage, "session" | "guest">,
): Me {
  return {
    get session() {
      return session.seat?.session;
    },
    get name() {
      return guest.name;
    },
    get role() {
      return session.role;
    },
    may: (role) => ROLES.indexOf(session.role) >= ROLES.indexOf(role),
    rename: (name) => {
      guest.rename(name);
    },
    onChange: (listener) => {
      const { signal } = plugin;
      const tell = (): void => {
        plugin.run("following who uses this browser", () => listener());
      };
      session.addEventListener("seat", tell, { signal });
      session.addEventListener("document", tell, { signal });
      guest.addEventListener("change", tell, { signal });
    },
  };
}

/** Has `plugin` show the embeds of a type, until it ends. */
export function addEmbed(plugin: RunningPlugin, format: EmbedFormat): void {
  plugin.requireRunning();
  requireForm(EMBED, format);
  const { type } = format;
  showEmbeds(
    type,
    (value, { host, describe, fail }) => {
      plugin.runIn(
        `showing a part of type ${type}`,
        () => {
          describe(format.describe(value));
          return format.render(value, host);
        },
        (problem) => {
          fail();
          plugin.report(problem);
        },
      );
    },
    plugin.signal,
  );
}

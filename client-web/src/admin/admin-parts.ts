import type { Who } from "../account/who-am-i.ts";
import { ADMIN_PARTS, type AdminPart } from "../router.ts";

/** The parts that somebody may see. The server decides at each call; this keeps them from what would only refuse. */
export function partsFor(who: Who): readonly AdminPart[] {
  switch (who.type) {
    case "everybody":
      return ["plugins"];
    case "signed-in":
      return who.account.kind === "administrator" ? ADMIN_PARTS : [];
    case "signed-out":
    case "unknown":
      return [];
  }
}

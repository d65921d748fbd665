import { join } from "node:path";
import { expect } from "vitest";
import { pictureFolder } from "./world.ts";
import type { Writer } from "./writer.ts";

const WIDTHS = [390, 834, 1440] as const;

/** Takes pictures of a state for people to look at, and asks axe of it on light and on dark paper. */
export async function look(person: Writer, name: string): Promise<void> {
  const { page } = person;
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const path = join(pictureFolder(), `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path });
    }
    expect(await person.barriers(), `${name}, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

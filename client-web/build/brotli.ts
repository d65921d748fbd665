import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Plugin } from "vite";

/** Source maps are for those who look for them; the fonts are packed already. */
const TEXT = /\.(?:html|js|css|svg|json|yaml|txt)$/;

/** A file that packs worse than this is sent as it is. */
const WORTH_IT = 0.9;

/**
 * Puts beside each built file of text the same, packed with Brotli as tightly as it goes, as `NAME.br`: the server
 * sends that to browsers that take it. It cannot do so itself, the JDK has no Brotli.
 */
export function brotli(): Plugin {
  return {
    name: "brotli",
    apply: "build",
    // What is on the disk is what will be sent: bundles are still added to before they are written.
    writeBundle: {
      order: "post",
      handler({ dir }) {
        if (dir === undefined) throw new Error("expected a folder to build to");
        for (const file of readdirSync(dir, {
          recursive: true,
          encoding: "utf8",
        }))
          if (TEXT.test(file)) pack(join(dir, file));
      },
    },
  };
}

function pack(file: string): void {
  const content = readFileSync(file);
  const packed = brotliCompressSync(content);
  if (packed.length < WORTH_IT * content.length)
    writeFileSync(`${file}.br`, packed);
}

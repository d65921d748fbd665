import { brotliCompressSync } from "node:zlib";
import type { Rollup, Plugin } from "vite";

/**
 * What the client's own files may weigh, compressed, until a page stands in a browser that has seen nothing yet. It is
 * the larger part of 250 kB; the rest is for the browser halves of plugins and the answers of the API.
 */
const LIMIT_BYTES = 185_000;

/** The fonts of upright text in western languages; the others are fetched where their letters occur. */
const FIRST_FONTS = /-latin-wght-normal-[^/]*\.woff2$/;

/** The pages that people come in by: the list of documents, and a document whose address they were sent. */
const PAGES = new Map([
  ["the list of documents", []],
  ["a document", ["document-page"]],
]);

type Bundle = Rollup.OutputBundle;

/** Says what each first page weighs when the client is built, and fails the build if one has become too heavy. */
export function pageWeight(): Plugin {
  return {
    name: "page-weight",
    apply: "build",
    // After Vite has put the page itself into the bundle.
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const [page, chunks] of PAGES) {
          const bytes = weight(bundle, chunks);
          this.info(
            `${page}: ${String(Math.round(bytes / 1_000))} kB compressed`,
          );
          if (bytes > LIMIT_BYTES)
            this.error(
              `expected at most ${String(LIMIT_BYTES)} bytes, compressed, for ${page}, got ${String(bytes)}: load what it does not need at once with import()`,
            );
        }
      },
    },
  };
}

/** The page, its entry, these chunks that it loads by name, all that they import and style, and the first fonts. */
export function weight(bundle: Bundle, chunks: readonly string[]): number {
  const outputs = Object.values(bundle);
  for (const name of chunks)
    if (
      !outputs.some((output) => output.type === "chunk" && output.name === name)
    )
      throw new Error(`there is no chunk ${name} in the bundle`);
  const files = new Set(
    Object.keys(bundle).filter(
      (file) => file === "index.html" || FIRST_FONTS.test(file),
    ),
  );
  for (const output of outputs)
    if (
      output.type === "chunk" &&
      (output.isEntry || chunks.includes(output.name))
    )
      addChunk(bundle, output, files);
  return [...files].reduce((sum, file) => sum + compressed(bundle, file), 0);
}

function addChunk(
  bundle: Bundle,
  chunk: Rollup.OutputChunk,
  files: Set<string>,
): void {
  if (files.has(chunk.fileName)) return;
  files.add(chunk.fileName);
  chunk.viteMetadata?.importedCss.forEach((file) => files.add(file));
  for (const name of chunk.imports) {
    const imported = bundle[name];
    if (imported?.type === "chunk") addChunk(bundle, imported, files);
  }
}

function compressed(bundle: Bundle, file: string): number {
  const output = bundle[file];
  if (output === undefined) throw new Error(`${file} is not in the bundle`);
  const content = output.type === "chunk" ? output.code : output.source;
  return file.endsWith(".woff2")
    ? content.length
    : brotliCompressSync(content).length;
}

import {
  attachmentNamed,
  copyAttachment,
  type Attachment,
  uploadAttachment,
} from "../attachments.ts";

const DATA = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/=\s]+)$/;

/** Pasted HTML whose pictures are the document's own now, and what is to be said of those that are not. */
export interface PastedPictures {
  readonly html: string;
  readonly problem: string | undefined;
}

/** Whether pasted HTML has pictures that have to become the document's first. */
export function bringsPictures(html: string, documentId: string): boolean {
  return pictures(parse(html)).some(
    ({ address }) => attachmentNamed(address)?.documentId !== documentId,
  );
}

/**
 * Makes the pictures of pasted HTML the document's own: those of other documents that the user may read, and those
 * that the HTML carries in itself. Others are not fetched: what they show in words stands in their place.
 */
export async function adoptPictures(
  html: string,
  documentId: string,
  signal: AbortSignal,
): Promise<PastedPictures> {
  const page = parse(html);
  let lost = 0;
  for (const { element, address } of pictures(page)) {
    const adopted = await adopt(address, documentId, signal).catch(
      () => undefined,
    );
    if (adopted !== undefined) element.setAttribute("src", adopted);
    else {
      lost += 1;
      element.replaceWith(element.getAttribute("alt") ?? "");
    }
  }
  return {
    html: page.body.innerHTML,
    problem: lost === 0 ? undefined : wordsFor(lost),
  };
}

async function adopt(
  address: string,
  documentId: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const named = attachmentNamed(address);
  if (named?.documentId === documentId)
    return new URL(address, location.origin).pathname;
  return (await adopted(address, documentId, signal))?.source;
}

async function adopted(
  address: string,
  documentId: string,
  signal: AbortSignal,
): Promise<Attachment | undefined> {
  const named = attachmentNamed(address);
  if (named !== undefined) return await copyAttachment(documentId, named);
  const picture = carried(address);
  return picture === undefined
    ? undefined
    : await uploadAttachment(documentId, picture, () => undefined, signal);
}

function carried(address: string): Blob | undefined {
  const [, type, base64] = DATA.exec(address) ?? [];
  if (type === undefined || base64 === undefined) return undefined;
  const bytes = Uint8Array.from(atob(base64.replaceAll(/\s/g, "")), (letter) =>
    letter.charCodeAt(0),
  );
  return new Blob([bytes], { type });
}

interface Picture {
  readonly element: Element;
  readonly address: string;
}

function pictures(page: Document): readonly Picture[] {
  return [...page.querySelectorAll("img")].map((element) => ({
    element,
    address: element.getAttribute("src") ?? "",
  }));
}

/** Nothing in it is fetched or run: it is no page that anybody sees. */
function parse(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

function wordsFor(lost: number): string {
  const what = lost === 1 ? "A picture was" : `${lost} pictures were`;
  return `${what} left out: it lies elsewhere, or you may not read the document that it is from. Save it on your device and insert it from there.`;
}

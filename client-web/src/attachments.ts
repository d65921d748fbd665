import { ApiError, call, members } from "./api.ts";

/** The server's calls on the pictures of a document. */

/** A picture that is a document's, as the server describes it. */
export interface Attachment {
  /** What an embed's `image` says to show it, and its address. */
  readonly source: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** A document, and one of its attachments. */
interface Named {
  readonly documentId: string;
  readonly hash: string;
}

const SOURCE =
  /^\/api\/documents\/([A-Za-z0-9_-]{1,64})\/attachments\/([0-9a-f]{64})$/;

/** What a picture's address names, on this server; undefined if that is no attachment. */
export function attachmentNamed(address: string): Named | undefined {
  if (!URL.canParse(address, location.origin)) return undefined;
  const { origin, pathname, search } = new URL(address, location.origin);
  const [, documentId, hash] = SOURCE.exec(pathname) ?? [];
  if (documentId === undefined || hash === undefined) return undefined;
  return origin === location.origin && search === ""
    ? { documentId, hash }
    : undefined;
}

/** Whether `value` is an attachment's source as documents hold it. */
export function isAttachmentSource(value: unknown): value is string {
  return typeof value === "string" && SOURCE.test(value);
}

/**
 * Adds a picture to a document.
 *
 * @param progress is told how much of it has left, from 0 to 1
 */
export async function uploadAttachment(
  documentId: string,
  picture: Blob,
  progress: (part: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const request = new XMLHttpRequest();
  // `fetch` does not say how far an upload has come.
  const answer = new Promise<Attachment>((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) progress(loaded / total);
    };
    request.onload = () => {
      try {
        resolve(answered(request));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    request.onerror = () => {
      reject(new ApiError("The server cannot be reached.", 0));
    };
    request.onabort = () => {
      reject(new ApiError("The upload was ended.", 0));
    };
  });
  request.open("POST", `${address(documentId)}/attachments`);
  request.setRequestHeader("content-type", "application/octet-stream");
  signal.addEventListener("abort", () => {
    request.abort();
  });
  request.send(picture);
  return await answer;
}

function answered({ status, responseText }: XMLHttpRequest): Attachment {
  const body = parsed(responseText);
  if (status === 200 || status === 201) return attachment(body);
  const { detail } = members(body);
  throw new ApiError(
    typeof detail === "string"
      ? detail
      : `The server did not take it (status ${status}).`,
    status,
  );
}

function parsed(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return body;
  } catch {
    return undefined;
  }
}

/** Adds a picture of another document, which the user may read, to this one. */
export async function copyAttachment(
  documentId: string,
  picture: Named,
): Promise<Attachment> {
  const from = encodeURIComponent(picture.documentId);
  const url = `${address(documentId)}/attachments/${picture.hash}?from=${from}`;
  return attachment(await call(url, { method: "PUT" }));
}

function address(documentId: string): string {
  return `/api/documents/${encodeURIComponent(documentId)}`;
}

function attachment(body: unknown): Attachment {
  const { source, width, height } = members(body);
  if (
    !isAttachmentSource(source) ||
    typeof width !== "number" ||
    typeof height !== "number"
  )
    throw new ApiError("The server answered something unexpected.", 200);
  return { source, width, height };
}

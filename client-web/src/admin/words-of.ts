import { ApiError } from "../api.ts";

/** What went wrong, for the person at the screen. */
export function wordsOf(error: unknown): string {
  return error instanceof ApiError ? error.message : String(error);
}

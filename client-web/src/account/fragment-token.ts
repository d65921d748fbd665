/** The form of a secret as the server makes it. */
const TOKEN = /^#([A-Za-z0-9_-]{16,200})$/;

/**
 * The token in an address such as `/reset#…`. It stands behind the `#`, which browsers send neither to servers, whose
 * logs would keep it, nor as `Referer` to anybody else.
 */
export function fragmentToken(
  hash: string = location.hash,
): string | undefined {
  return TOKEN.exec(hash)?.[1];
}

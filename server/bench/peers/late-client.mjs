// A replica that keeps no text: what PROTOCOL's "The latecomer goes first" asks of a client that only
// inserts. The generator's own OtClient has the opposite rule for two inserts at one place ("ordered
// earlier by the server, first in the text"), and its transforms are its module's, so what differs is
// here: one edit in flight, what is typed meanwhile composed behind it, both carried over each change.
//
// An op is a list of [position, text], ascending, in coordinates of the document that it applies to.

/** `edit` as it reads after `change`, which the server ordered before it: at one place, the edit goes in front. */
export function overChange(edit, change) {
  let next = 0;
  let shift = 0;
  for (const insert of edit) {
    while (next < change.length && change[next][0] < insert[0])
      shift += change[next++][1].length;
    insert[0] += shift;
  }
  return edit;
}

/** `change` as it reads for a document that already holds `edit`, its latecomer. */
export function overEdit(change, edit) {
  let next = 0;
  let shift = 0;
  return change.map(([at, text]) => {
    while (next < edit.length && edit[next][0] <= at)
      shift += edit[next++][1].length;
    return [at + shift, text];
  });
}

/** The op of a Delta of retains and inserts. */
export function opOf(delta) {
  const op = [];
  let at = 0;
  for (const { retain, insert } of delta) {
    if (typeof retain === "number") at += retain;
    else if (typeof insert === "string") op.push([at, insert]);
    else
      throw new Error(
        `expected retains and texts, got ${JSON.stringify(delta)}`,
      );
  }
  return op;
}

/** The Delta of an op. */
export function deltaOf(op) {
  const delta = [];
  let at = 0;
  for (const [place, text] of op) {
    if (place > at) delta.push({ retain: place - at });
    delta.push({ insert: text });
    at = place;
  }
  return delta;
}

const length = (op) => op.reduce((sum, [, text]) => sum + text.length, 0);

/** The generator's light client with our rule; `ops` are the generator's functions that have no ties. */
export function lateClient(OtClient, { copy }) {
  return class LateClient extends OtClient {
    /** Change number `version` by somebody else: it makes `version` + 1 out of it. */
    remote(version, op) {
      if (version !== this.version) {
        this.onError(`expected change ${this.version}, got ${version}`);
        return;
      }
      if (!this.log.record(version, op)) this.onError("diverged");
      this.version++;
      this.baseLen += length(op);
      if (this.inflight) {
        const over = overEdit(op, this.inflight);
        overChange(this.inflight, copy(op));
        if (this.pending) overChange(this.pending, over);
      }
      for (const [, text] of op) this.onRemoteChange(text);
    }
  };
}

import { html, svg, type TemplateResult } from "lit";
import type { HookReport } from "../admin-api.ts";

const WIDTH = 240;
const HEIGHT = 40;

/** Values over time as a line, the newest at the right; `label` says in words what it shows. */
export function sparkline(
  values: readonly number[],
  label: string,
): TemplateResult {
  const most = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map((value, index) => {
    const y = HEIGHT - 2 - (value / most) * (HEIGHT - 4);
    return `${(index * step).toFixed(1)},${y.toFixed(1)}`;
  });
  return html`<svg
    class="sparkline"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    ${svg`<line class="base" x1="0" x2=${WIDTH} y1=${HEIGHT - 2} y2=${HEIGHT - 2}></line>
    <polyline points=${points.join(" ")}></polyline>`}
  </svg>`;
}

/** How the time that a plugin took is spread over its hooks: a bar for each, with its figures beside it. */
export function hookBars(hooks: readonly HookReport[]): TemplateResult {
  const used = hooks
    .filter(({ calls }) => calls > 0)
    .sort((one, other) => other.totalMillis - one.totalMillis);
  const most = Math.max(1e-9, ...used.map(({ totalMillis }) => totalMillis));
  return html`<table class="hooks">
    <caption class="visually-hidden">
      Time spent in each hook
    </caption>
    <thead>
      <tr>
        <th scope="col">Hook</th>
        <th scope="col"><span class="visually-hidden">Share</span></th>
        <th scope="col">Total</th>
        <th scope="col">Calls</th>
        <th scope="col">Mean</th>
        <th scope="col">Longest</th>
      </tr>
    </thead>
    <tbody>
      ${used.map(
        ({ hook, calls, totalMillis, longestMillis }) =>
          html`<tr>
            <th scope="row">${hook}</th>
            <td class="share">
              <svg
                viewBox="0 0 100 8"
                preserveAspectRatio="none"
                aria-hidden="true"
              >
                ${svg`<rect width=${Math.max(0.5, (totalMillis / most) * 100)} height="8" rx="1"></rect>`}
              </svg>
            </td>
            <td>${duration(totalMillis)}</td>
            <td>${calls.toLocaleString("en")}</td>
            <td>${duration(totalMillis / calls)}</td>
            <td>${duration(longestMillis)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** A duration in the unit that suits it. */
export function duration(millis: number): string {
  if (millis < 1) return `${Math.round(millis * 1000)} µs`;
  if (millis < 1000) return `${Number(millis.toPrecision(3))} ms`;
  if (millis < 120_000) return `${(millis / 1000).toFixed(1)} s`;
  return `${Math.round(millis / 60_000)} min`;
}

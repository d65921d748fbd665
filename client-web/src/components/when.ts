/** The parts into which a list by time falls. */
export type Period =
  "Today" | "Yesterday" | "This week" | "This month" | "Older";

const DAY_MS = 86_400_000;

/** The part that `date` belongs to, counted in calendar days of this machine before `now`. */
export function periodOf(date: Date, now: Date): Period {
  const days = (startOfDay(now) - startOfDay(date)) / DAY_MS;
  if (days < 0.5) return "Today";
  if (days < 1.5) return "Yesterday";
  if (days < 7.5) return "This week";
  if (days < 31.5) return "This month";
  return "Older";
}

function startOfDay(date: Date): number {
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
  ).getTime();
}

/** When `date` was, as short as can be: the time today, the day this week, the date before. */
export function shortTime(date: Date, now: Date): string {
  const period = periodOf(date, now);
  if (period === "Today" || period === "Yesterday")
    return date.toLocaleTimeString("en", {
      hour: "numeric",
      minute: "2-digit",
    });
  if (period === "This week")
    return date.toLocaleDateString("en", { weekday: "long" });
  const sameYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString("en", {
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds for people: `1 h 30 min`. */
export function duration(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE)];
  const parts = [
    hours ? `${hours} h` : "",
    minutes ? `${minutes} min` : "",
    seconds % MINUTE ? `${seconds % MINUTE} s` : "",
  ];
  return parts.filter((part) => part !== "").join(" ") || "0 s";
}

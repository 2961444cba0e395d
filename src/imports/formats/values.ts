const twoDigits = (value: number) => String(value).padStart(2, '0');

/** A moment as `2024-01-31 09:30:00`, without the time where it is midnight. Read as UTC, to the second. */
export function momentText(moment: Date): string {
  const seconds = Math.round(moment.getTime() / 1000);
  if (!Number.isFinite(seconds)) return '';
  const iso = new Date(seconds * 1000);
  if (Number.isNaN(iso.getTime())) return '';
  const [day, time] = iso.toISOString().slice(0, 19).split('T');
  return time === '00:00:00' ? day! : `${day!} ${time!}`;
}

/** A calendar day given as days since 1970. */
export function dayText(days: number): string {
  const day = new Date(days * 86_400_000);
  if (Number.isNaN(day.getTime())) return '';
  return `${day.getUTCFullYear()}-${twoDigits(day.getUTCMonth() + 1)}-${twoDigits(day.getUTCDate())}`;
}

/**
 * A number with a dot, as few digits as it needs and no more than the fifteen that a double surely has. Three decimals get
 * a fourth: `1.234` alone could as well be more than a thousand.
 */
export function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = String(Number(value.toPrecision(15)));
  if (text.includes('e')) return value.toFixed(20).replace(/0+$/, '');
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text;
}

/** Formats of numbers that every spreadsheet has and that show a day or a time; 27–36 and 50–58 in East Asia. */
export function isDateFormatId(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** Whether a format of numbers shows a day or a time: `dd/mm/yyyy`, `[h]:mm`, but neither `0.00 "Std."` nor `General`. */
export function isDateFormat(code: string): boolean {
  const shown = code
    .replaceAll(/"[^"]*"|\\.|[_*]./gs, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')[0]!
    .replaceAll(/general|standard/gi, '')
    .replaceAll(/s\]?[.,]0+/gi, 's');
  return /[ydhms]/i.test(shown) && !/[#0?]/.test(shown);
}

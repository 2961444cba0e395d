/** The characters of Windows-1252 for the bytes 0x80 to 0x9F, five of which stand for nothing. */
export const upperHalf = [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'];

/**
 * Text of bytes in Windows-1252. Several versions of Node decode them as ISO 8859-1 (nodejs/node#56542), which leaves
 * control characters where quotes and the euro sign belong.
 */
export function westernText(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return text.replace(/[\u0080-\u009f]/g, (control) => upperHalf[control.charCodeAt(0) - 128]!);
}

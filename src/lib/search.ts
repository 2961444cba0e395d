/** Something that is found by words: its name weighs more than the other words that lead to it. */
export interface Findable {
  readonly name: string;
  readonly words: string;
}

/** Words that every question has. */
const idle = new Set(
  (
    'a about an and are be can come do does for from has have how i in is it me my of on or our show that the they to ' +
    'us was we what when which who why will with you your ' +
    'alle als auf aus bei bin das dem den der des die ein eine einen einer es fur hat habe haben ich im in ist kann ' +
    'man mein meine mich mir mit sich sie sind um und uns unser unsere von wann war was welche welcher wer werden wie ' +
    'wir wird zeige zu zum zur'
  ).split(' '),
);

/** Letters without case and accents, other signs as gaps: how words are compared. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether two words are one, but for one letter that is missing, added, wrong or swapped. */
function alike(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 5) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  let [endA, endB] = [a.length, b.length];
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [restA, restB] = [a.slice(from, endA), b.slice(from, endB)];
  const swapped = restA.length === 2 && restB === restA[1]! + restA[0]!;
  return swapped || (restA.length <= 1 && restB.length <= 1);
}

function weight(asked: string, words: readonly string[]): number {
  let best = 0;
  for (const word of words) {
    if (word === asked) return 4;
    if (word.startsWith(asked)) best = Math.max(best, 3);
    else if (asked.length > 3 && (word.includes(asked) || (word.length > 4 && asked.startsWith(word))))
      best = Math.max(best, 2);
    else if (alike(asked, word)) best = Math.max(best, 1.5);
  }
  return best;
}

/**
 * The entries that a question leads to, the nearest first; those of equal weight in their own order. Each of its words
 * counts that some entry has, and the more the fewer have it; without a question all are given.
 */
export function ranked<T>(question: string, entries: readonly T[], of: (entry: T) => Findable): T[] {
  const said = [...new Set(plain(question).split(' '))].filter((word) => word !== '');
  const telling = said.filter((word) => !idle.has(word));
  const asked = telling.length > 0 ? telling : said;
  if (asked.length === 0) return [...entries];
  const known = entries.map((entry) => {
    const {name, words} = of(entry);
    return {entry, name: plain(name).split(' '), words: plain(words).split(' ')};
  });
  const scores = known.map(() => 0);
  for (const word of asked) {
    const found = known.map(({name, words}) => Math.max(1.5 * weight(word, name), weight(word, words)));
    const holders = found.filter((value) => value > 0).length;
    const rarity = Math.log1p(known.length / Math.max(1, holders));
    found.forEach((value, at) => (scores[at]! += value * rarity));
  }
  const most = Math.max(...scores);
  return known
    .map(({entry}, at) => ({entry, score: scores[at]!}))
    .filter(({score}) => score > most / 4)
    .sort((a, b) => b.score - a.score)
    .map(({entry}) => entry);
}

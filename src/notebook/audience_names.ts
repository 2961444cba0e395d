import type {Audience} from '../model/audience';

/** The audience that has a name: small and capital letters are the same, as in SQL. */
export function bearerOf(audiences: readonly Audience[], name: string): Audience | undefined {
  return audiences.find((known) => plain(known.name) === plain(name));
}

/** A name that no audience has: the wish itself, or with the next number behind it. */
export function freeAudienceName(audiences: readonly Audience[], wish: string): string {
  if (!bearerOf(audiences, wish)) return wish;
  for (let number = 2; ; number++) {
    const numbered = `${wish} ${number}`;
    if (!bearerOf(audiences, numbered)) return numbered;
  }
}

function plain(name: string): string {
  return name.trim().toLowerCase();
}

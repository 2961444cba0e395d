import type {Day} from './calendar';
import {day} from './calendar';
import type {Random, Weights} from './random';
import {chance, pick, weighted, whole} from './random';

export type Country = 'DE' | 'AT' | 'CH' | 'LU' | 'NL' | 'FR' | 'IT' | 'DK';

export interface Person {
  firstName: string;
  lastName: string;
  email: string;
  country: Country;
  birthday: Day;
}

interface Origin {
  first: readonly string[];
  last: readonly string[];
}

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const german: Origin = {
  first: words(`Anna Lena Julia Katharina Sabine Petra Monika Claudia Birgit Ursula Renate Silke Heike Kerstin
    Stefanie Nicole Franziska Johanna Charlotte Greta Frieda Marlene Elke Gudrun Ingrid Jana Tanja Svenja Theresa
    Verena Michael Thomas Andreas Stefan Peter Klaus Jürgen Wolfgang Bernd Uwe Frank Markus Christian Sebastian
    Matthias Tobias Florian Jonas Lukas Felix Paul Leon Moritz Jakob Friedrich Hans Rainer Holger Torsten Björn`),
  last: words(`Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter
    Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler
    Maier Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel Friedrich Keller Günther Berger Winkler
    Roth Beck Lorenz Baumann Franke Albrecht Schuster Böhm Kraus Martin Jäger Vogt Stein Otto Sommer Groß Seidel
    Brandt Haas Graf Ziegler Dietrich Kühn Pohl Engel Horn Busch Bergmann Voigt Sauer Arnold Wolff Pfeiffer Gruber
    Steiner Moser Egger Brunner Leitner Hofer Frei Meier Gerber Zürcher Ammann`),
};
const turkish: Origin = {
  first: words(
    'Ayşe Fatma Elif Zeynep Emine Merve Büşra Sevgi Mehmet Mustafa Ahmet Ali Emre Murat Can Deniz Hakan Cem',
  ),
  last: words(
    'Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Arslan Doğan Kılıç Aslan Koç Kurt Özdemir Polat',
  ),
};
const polish: Origin = {
  first: words(
    'Agnieszka Małgorzata Katarzyna Joanna Ewa Magdalena Krzysztof Piotr Paweł Tomasz Marek Łukasz Michał',
  ),
  last: words(
    'Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Mazur Król',
  ),
};
const slavic: Origin = {
  first: words(
    'Olga Natalia Irina Svetlana Oksana Jelena Ivana Mila Dmitri Alexander Sergej Viktor Ivan Marko Goran',
  ),
  last: words(
    'Petrow Iwanow Smirnow Schewtschenko Bondarenko Kovač Jovanović Petrović Horvat Marić Babić Novák',
  ),
};
const southern: Origin = {
  first: words(
    'Giulia Chiara Francesca Maria Sofia Elena Carmen Inês Luca Marco Alessandro Matteo Antonio Pedro Nikos',
  ),
  last: words(
    'Rossi Russo Ferrari Esposito Bianchi Romano García Fernández López Silva Santos Costa Papadopoulos',
  ),
};
const eastern: Origin = {
  first: words(
    'Layla Mariam Yasmin Noor Samira Linh Mai Thu Omar Karim Yusuf Amir Farid Minh Tuan Duc Arjun Priya',
  ),
  last: words(
    'Haddad Khalil Nasser Rahimi Ahmadi Hosseini Nguyen Tran Pham Hoang Singh Sharma Mensah Osei Tesfaye',
  ),
};

const origins = {german, turkish, polish, slavic, southern, eastern};

const originWeights: Weights<keyof typeof origins> = {
  german: 74,
  turkish: 8,
  polish: 6,
  slavic: 5,
  southern: 4,
  eastern: 3,
};

const countries: Weights<Country> = {
  DE: 82,
  AT: 10,
  CH: 5,
  LU: 0.7,
  NL: 0.8,
  FR: 0.6,
  IT: 0.5,
  DK: 0.4,
};

const spelledOut: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ø: 'o',
};

const asciiNames = new Map<string, string>();

function asciiName(name: string): string {
  let ascii = asciiNames.get(name);
  if (ascii === undefined) {
    ascii = name
      .toLowerCase()
      .replace(/[äöüßłıđø]/g, (letter) => spelledOut[letter] ?? letter)
      .normalize('NFD')
      .replace(/[^a-z-]/g, '');
    asciiNames.set(name, ascii);
  }
  return ascii;
}

// RFC 2606 reserves these: a mail sent by mistake reaches nobody.
const hosts: Weights<string> = {
  'example.com': 5,
  'example.org': 3,
  'example.net': 2,
};

const oldest = day('1948-01-01');
const youngest = day('2005-12-31');

const habits = {dotted: 5, short: 2, dated: 1, reversed: 1};

/** A source of invented people, none of whom shares an e-mail address with another. */
export function population(): (random: Random) => Person {
  const taken = new Set<string>();

  function freeEmail(random: Random, firstName: string, lastName: string, birthday: Day): string {
    const first = asciiName(firstName);
    const last = asciiName(lastName);
    const host = weighted(random, hosts);
    const year = String(1970 + Math.floor(birthday / 365.25)).slice(2);
    const preferred = {
      dotted: `${first}.${last}`,
      short: `${first.slice(0, 1)}.${last}`,
      dated: `${first}${year}`,
      reversed: `${last}.${first}`,
    }[weighted(random, habits)];
    for (let attempt = 0; ; attempt++) {
      const email = `${preferred}${attempt === 0 ? '' : attempt === 1 ? year : attempt}@${host}`;
      if (taken.has(email)) continue;
      taken.add(email);
      return email;
    }
  }

  return (random) => {
    const origin = origins[weighted(random, originWeights)];
    const firstName = pick(random, (chance(random, 0.08) ? german : origin).first);
    const married = chance(random, 0.03) ? `${pick(random, german.last)}-` : '';
    const lastName = married + pick(random, origin.last);
    const birthday = whole(random, oldest, youngest);
    const country = weighted(random, countries);
    return {firstName, lastName, email: freeEmail(random, firstName, lastName, birthday), country, birthday};
  };
}

export const fullName = ({firstName, lastName}: Person): string => `${firstName} ${lastName}`;

import type {Text} from '../../text/language';

/** The same short code for the same person within a dataset, telling nothing about her. */
export function pseudonym(customer: number): Text {
  const code = ((customer * 40_503) % 65_536).toString(16).toUpperCase().padStart(4, '0');
  const rest = customer > 65_535 ? `-${Math.floor(customer / 65_536)}` : '';
  return {en: `Customer ${code}${rest}`, de: `Kunde ${code}${rest}`};
}

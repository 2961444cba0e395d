import {headerKey} from './parse/headers';

// What logs somebody in or pays for something; endings catch the prefixes of systems (customer_password, rp_token).
const secret =
  /(?:passwor[dt]|passwd|kennwort|passwordhash|passwordsalt|token|tokencreatedat|apikey|secret|secretkey|accesskey|licen[cs]ekey|iban|cvc|cvv|cardnumber|kartennummer|creditcardnumber|kreditkartennummer|kontonummer|bankleitzahl|bankaccount|bankaccountnumber|cardlast4|last4|pansuffix|cardfingerprint|cardid)$/;
const whole = new Set([
  'pwd',
  'encoder',
  'salt',
  'confirmation',
  'bic',
  'blz',
  'password01',
  'cardexpmonth',
  'cardexpyear',
]);

/** A column of passwords, tokens or means of payment: never offered, never mapped, never read. */
export function isSecret(header: string): boolean {
  const key = headerKey(header);
  return secret.test(key) || whole.has(key);
}

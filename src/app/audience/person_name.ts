import type {Cell} from '../../lib/table';
import {pseudonym} from '../result/pseudonym';
import type {Language} from '../../text/language';

/** What a person is called: by what the files say of her where names are shown and there is any, else by her pseudonym. */
export function personName(fact: (column: string) => Cell, shown: boolean, language: Language): string {
  const known = ['name', 'email', 'customer_id'].map(fact).filter((part) => part !== null);
  const identity = fact('customer_id') ?? fact('email');
  return shown && known.length > 0 ? known.join(' · ') : pseudonym(String(identity))[language];
}

import {counted, type Check} from './define';
import sql from './company_domains.sql?raw';
import {NOBODYS, RELAYS} from './mail_domains';
import {domainColumns} from './relay_addresses';

/** One customer in twenty from one firm is no accident. */
const SHARE = 0.05;
/** In a shop of a few customers two colleagues would do. */
const LEAST_CUSTOMERS = 20;

export const companyDomains: Check = {
  title: {en: 'Many customers of one company', de: 'Viele Kunden aus einem Unternehmen'},
  sql,
  parameters: () => ({share: SHARE, least_customers: LEAST_CUSTOMERS, nobodys: `${NOBODYS}|${RELAYS}`}),
  examples: domainColumns,
  judge(facts) {
    const domains = facts.number('domains');
    if (domains === 0) return null;
    const customers = facts.number('all_customers');
    const orders = facts.number('all_orders');
    const share = customers / facts.number('buyers');
    const first = facts.text('domain');
    return {
      severity: 'look',
      count: domains,
      effect: {customers, orders, revenue: facts.number('all_revenue')},
      sentence: {
        en: (format) =>
          `${counted(format, customers, 'customer', 'customers')}, ${format.share(share)} of all, ${customers === 1 ? 'has' : 'have'} an address at ${domains === 1 ? first : `${first} or ${counted(format, domains - 1, 'other company', 'other companies')}`}: ${counted(format, orders, 'order', 'orders')}.`,
        de: (format) =>
          `${counted(format, customers, 'Kunde', 'Kunden')}, ${format.share(share)} von allen, ${customers === 1 ? 'hat' : 'haben'} eine Adresse bei ${domains === 1 ? first : `${first} oder ${counted(format, domains - 1, 'weiteren Unternehmen', 'weiteren Unternehmen')}`}: ${counted(format, orders, 'Bestellung', 'Bestellungen')}.`,
      },
      why: {
        en: 'Staff, a business customer or a till system that makes up an address for each sale buy in another way than the public.',
        de: 'Mitarbeiter, ein Geschäftskunde oder ein Kassensystem, das für jeden Verkauf eine Adresse erfindet, kaufen anders als das Publikum.',
      },
      advice: {
        en: 'Is it the shop’s own domain or a system’s? Then export without these orders, or leave their customer empty.',
        de: 'Ist es die eigene Domain oder die eines Systems? Dann exportieren Sie ohne diese Bestellungen, oder lassen Sie deren Kunden leer.',
      },
    };
  },
};

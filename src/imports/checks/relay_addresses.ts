import {count, money, text} from '../../model/columns';
import {counted, type Check} from './define';
import sql from './relay_addresses.sql?raw';
import {RELAYS} from './mail_domains';

/** Where so many customers cannot be recognised, the share that comes back is too low to be used as it stands. */
const MANY = 0.05;

export const domainColumns = {
  domain: text('Domain', 'Domain'),
  customers: count('Customers', 'Kunden'),
  orders: count('Orders', 'Bestellungen'),
  revenue: money('Net revenue', 'Nettoumsatz'),
};

export const relayAddresses: Check = {
  title: {en: 'Relay addresses of marketplaces', de: 'Weiterleitungsadressen von Marktplätzen'},
  sql,
  parameters: () => ({relays: `@(?:${RELAYS})$`}),
  examples: domainColumns,
  judge(facts) {
    const customers = facts.number('all_customers');
    if (customers === 0) return null;
    const orders = facts.number('all_orders');
    const share = customers / facts.number('buyers');
    return {
      severity: share >= MANY ? 'act' : 'look',
      count: customers,
      effect: {customers, orders, revenue: facts.number('all_revenue')},
      sentence: {
        en: (format) =>
          `${counted(format, customers, 'customer', 'customers')}, ${format.share(share)} of all, ${customers === 1 ? 'has' : 'have'} an address that a marketplace or mail service made up for them: ${counted(format, orders, 'order', 'orders')}.`,
        de: (format) =>
          `${counted(format, customers, 'Kunde', 'Kunden')}, ${format.share(share)} von allen, ${customers === 1 ? 'hat' : 'haben'} eine Adresse, die ein Marktplatz oder Mailanbieter für sie erfunden hat: ${counted(format, orders, 'Bestellung', 'Bestellungen')}.`,
      },
      why: {
        en: 'Such an address hides the person. Some change with every order, so that a returning customer looks new; none meets the address used in the shop itself.',
        de: 'Eine solche Adresse verbirgt die Person. Manche wechseln mit jeder Bestellung, so dass wer wiederkommt neu wirkt; keine trifft auf die Adresse im eigenen Shop.',
      },
      advice: {
        en: 'Look at the shop without the marketplace: filter by channel, where the export has one. Leave these addresses out of mailings; marketplaces forbid them.',
        de: 'Betrachten Sie den Shop ohne den Marktplatz: Filtern Sie nach Kanal, wenn der Export einen hat. Lassen Sie diese Adressen aus Mailings; Marktplätze verbieten sie.',
      },
    };
  },
};

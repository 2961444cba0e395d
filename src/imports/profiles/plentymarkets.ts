import {defineProfile} from '../define';
import {orderFields} from '../fields';
import {bySynonyms, countIn, named, without} from '../headers';

/** Dynamic export "OrderComplete": English names of fields that the user has chosen (FORMATS §1.16). */
export const plentyOrders = defineProfile({
  id: 'plentymarkets-orders',
  system: 'plentymarkets',
  name: {en: 'plentymarkets, OrderComplete', de: 'plentymarkets, OrderComplete'},
  target: 'orders',
  recognises: (headers) =>
    countIn(headers, [
      'CustomerAccountingID',
      'CustomerEbayName',
      'CustomerHouseNo',
      'CustomerEmail',
      'CustomerVATNumber',
      'CustomerLang',
      'DeliveryAddressID',
      'DeliveryAdditionalName',
      'AccountingID',
      'CustomerSign',
    ]) >= 2,
  columns: (headers) => ({
    ...without('country', bySynonyms(headers, orderFields)),
    ...named(headers, {
      customer_id: 'CustomerID',
      email: ['CustomerEmail', 'Email'],
      name: ['CustomerLastName', 'LastName', 'CustomerName', 'Name'],
      order_id: ['OrderID', 'OrderNumber'],
      ordered_at: ['OrderTimestamp', 'OrderDate', 'OrderCreatedAt'],
      total: ['TotalBrutto', 'OrderTotalBrutto', 'TotalGross', 'OrderTotal'],
      net: ['TotalNetto', 'OrderTotalNetto', 'TotalNet'],
    }),
  }),
  shape: 'every-row',
  lacks: [
    {
      en: 'Its countries are numbers of plentymarkets and are not read. A catalogue export ends after 60,000 rows without a word: export by year if the file has that many.',
      de: 'Die Länder sind Nummern von plentymarkets und werden nicht gelesen. Ein Katalogexport endet stillschweigend nach 60.000 Zeilen: Exportieren Sie jahrweise, wenn die Datei so viele hat.',
    },
  ],
});

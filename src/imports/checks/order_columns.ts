import {day, money, text} from '../../model/columns';

/** How an order is shown as an example: enough to find it in the shop, nothing of a person. */
export const orderColumns = {
  order_id: text('Order number', 'Bestellnummer'),
  ordered_on: day('Day', 'Tag'),
  net: money('Net amount', 'Nettobetrag'),
};

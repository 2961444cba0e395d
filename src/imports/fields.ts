import type {Target} from '../model/mapping';
import type {Text} from '../text/language';

/** How the cells of a field are read. */
export type Reading = 'text' | 'id' | 'email' | 'time' | 'day' | 'amount' | 'flag';

export interface FieldSpec {
  readonly reading: Reading;
  readonly title: Text;
  /** Header names in any language, compared by `headerKey`; the earlier, the better. */
  readonly synonyms: readonly string[];
}

const field = (reading: Reading, en: string, de: string, synonyms: string): FieldSpec => ({
  reading,
  title: {en, de},
  synonyms: synonyms.split('|'),
});

/** What a table of orders or order lines can say. Synonyms: FORMATS §1.26 and the systems' own headers. */
export const orderFields = {
  order_id: field(
    'id',
    'Order number',
    'Bestellnummer',
    'order_id|Bestellnummer|Auftragsnummer|Bestell-Nr.|Auftrags-Nr.|Order Number|Order #|Order ID|orderNumber|increment_id|InvoiceNo|Invoice|Belegnummer|Verkaufsprotokollnummer|Rechnungsnummer|Transaction ID|order|Belegnr.|Beleg-Nr.|Bestellung|Bestellung Nr.|Bestellungsnummer|orders_id|OXORDERNR',
  ),
  ordered_at: field(
    'time',
    'Order date',
    'Bestelldatum',
    'ordered_at|ordered_on|Bestelldatum|Auftragsdatum|Created at|Order Date|order_date|Purchase Date|Sale Date|orderTime|order_date_time|Verkauft am|Erstelldatum|date_add|date_added|InvoiceDate|Kaufdatum|Datum|Date|timestamp|Rechnungsdatum|Zahlungsdatum|Date created|date_purchased|OXORDERDATE|Belegdatum',
  ),
  customer_id: field(
    'id',
    'Customer number',
    'Kundennummer',
    'customer_id|Kundennummer|Kunden-Nr.|Kd-Nr.|Kundennr|Customer ID|CustomerID|customernumber|customer_number|Buyer User ID|Customer Code|customer|Kunden-ID|client_id|user_id|id_customer|customer_user|customers_id|OXUSERID',
  ),
  email: field(
    'email',
    'E-mail',
    'E-Mail',
    'email|E-Mail|E-Mail-Adresse|Email Address|Kunden-E-Mail|Customer Email|customer_email|Email (Billing)|billing_email|Buyer Email|Mail|Contact email|customers_email_address|OXBILLEMAIL|E-Mail des Kunden|Kunde E-Mail|Käufer E-Mail|E-Mail des Käufers|Rechnungs-E-Mail',
  ),
  name: field(
    'text',
    'Name',
    'Name',
    'Customer Name|Billing Name|Kundenname|Full Name|Buyer Name|Kunde|name|customers_name|OXBILLLNAME',
  ),
  total: field(
    'amount',
    'Order total',
    'Bestellsumme',
    'total|Gesamtbetrag|Bestellsumme|Gesamtsumme|Endbetrag|Summe|Rechnungsbetrag|Betrag|Umsatz|Brutto|Betrag brutto|Bruttobetrag|Gesamtbetrag brutto|Summe brutto|Umsatz brutto|Bruttoumsatz|Order Total|Grand Total|Order Total Amount|invoiceAmount|amount_total|order_total|amount|revenue|sales|value|Gesamtpreis|Total Price|OXTOTALORDERSUM|total_paid',
  ),
  net: field(
    'amount',
    'Net amount',
    'Nettobetrag',
    'invoiceAmountNet|Nettobetrag|Nettosumme|Umsatz netto|Nettoumsatz|Netto|Net Sales|Net Amount|Net Revenue|net_total|net|OXTOTALNETSUM',
  ),
  subtotal: field(
    'amount',
    'Subtotal of the goods',
    'Zwischensumme der Waren',
    'Subtotal|Zwischensumme|Warenwert',
  ),
  vat: field(
    'amount',
    'VAT',
    'MwSt.',
    'vat|tax|MwSt|MwSt.|USt|USt.|Mehrwertsteuer|Umsatzsteuer|Steuer|Taxes|Tax Total|Sales Tax|Total tax',
  ),
  shipping: field(
    'amount',
    'Shipping',
    'Versandkosten',
    'shipping|Versandkosten|Versand|Porto|Shipping Cost|invoiceShipping|shipping_total|Shipping rate|OXDELCOST',
  ),
  refunded: field(
    'amount',
    'Refunded',
    'Erstattet',
    'refunded|Refunded Amount|Erstattung|Erstattet|Erstatteter Betrag|Amount Refunded|Total Refunded|Refund Amount',
  ),
  refund_of: field(
    'id',
    'Refund of order',
    'Erstattung zu Bestellung',
    'refund_of|Reference Txn ID|Zugehöriger Transaktionscode|Storno zu Bestellung',
  ),
  adjusted_total: field(
    'amount',
    'Order total after refunds',
    'Bestellsumme nach Erstattungen',
    'adjusted_total|Adjusted Order Total|Order Total Amount (- Refund)',
  ),
  discount: field(
    'amount',
    'Discount still to come off the subtotal',
    'Rabatt, der noch von der Zwischensumme abgeht',
    'subtotal_discount',
  ),
  shipping_net: field(
    'amount',
    'Shipping without VAT',
    'Versandkosten ohne MwSt.',
    'shipping_net|invoiceShippingNet|Versandkosten netto|Versand netto',
  ),
  kind: field(
    'text',
    'Kind of row',
    'Art der Zeile',
    'Positionstyp|Positionsart|Line Type|Zeilentyp|Zeilenart',
  ),
  test: field(
    'flag',
    'Mark of test orders',
    'Kennzeichen für Testbestellungen',
    'is_test|test_order|Testbestellung',
  ),
  marketplace_tax: field(
    'amount',
    'Tax that the marketplace pays itself',
    'Steuer, die der Marktplatz selbst abführt',
    'marketplace_tax',
  ),
  marketplace_tax_in_total: field(
    'flag',
    'The total holds that tax',
    'Die Summe enthält diese Steuer',
    'marketplace_tax_in_total',
  ),
  basket: field(
    'text',
    'Products in one cell',
    'Produkte in einer Zelle',
    'Product(s)|line_items|Product Details',
  ),
  quantity: field(
    'amount',
    'Quantity',
    'Menge',
    'quantity|Menge|Anzahl|Stückzahl|Qty|Quantity (- Refund)|Lineitem quantity|products_quantity|OXAMOUNT',
  ),
  unit_price: field(
    'amount',
    'Unit price',
    'Einzelpreis',
    'unit_price|Einzelpreis|Stückpreis|UnitPrice|Price|Preis|Item Cost|Item Price|VK Brutto|Lineitem price|products_price|OXBPRICE',
  ),
  line_total: field(
    'amount',
    'Line total',
    'Positionssumme',
    'line_total|Positionssumme|Positionsbetrag|Order Line Total|Item Total|Line Total|OXBRUTPRICE',
  ),
  unit_net: field(
    'amount',
    'Unit price without VAT',
    'Einzelpreis ohne MwSt.',
    'unit_net|VK Netto|Einzelpreis netto|Stückpreis netto|Preis netto|OXNPRICE',
  ),
  line_net: field(
    'amount',
    'Line total without VAT',
    'Positionssumme ohne MwSt.',
    'line_net|Positionssumme netto|Positionsbetrag netto|OXNETPRICE',
  ),
  line_discount: field(
    'amount',
    'Discount of the line',
    'Rabatt der Position',
    'line_discount|Lineitem discount|Positionsrabatt|item-promotion-discount',
  ),
  line_discount_percent: field(
    'amount',
    'Discount of the line in per cent',
    'Rabatt der Position in Prozent',
    'line_discount_percent|order_line/discount|Rabatt %|Rabatt in %',
  ),
  without_vat: field(
    'flag',
    'Prices of the line are without VAT',
    'Preise der Position sind ohne MwSt.',
    'prices_without_vat',
  ),
  line_vat: field('amount', 'VAT of the line', 'MwSt. der Position', 'line_vat|Order Line Tax|item-tax'),
  cost: field(
    'amount',
    'Cost of goods of the line',
    'Wareneinsatz der Position',
    'line_cost|Cost of goods|Wareneinsatz|Einkaufspreis|EK',
  ),
  status: field(
    'text',
    'Status',
    'Status',
    'status|Bestellstatus|Auftragsstatus|Zahlungsstatus|Order Status|Financial Status|payment_status|state|orders_status|order_status_id',
  ),
  cancelled_at: field(
    'text',
    'Cancelled at',
    'Storniert am',
    'Cancelled at|Canceled at|Storniert am|Stornodatum|OXSTORNO',
  ),
  currency: field(
    'text',
    'Currency',
    'Währung',
    'currency|Währung|currency_code|Waehrung|Currency Code|OXCURRENCY|order_currency',
  ),
  country: field(
    'text',
    'Country',
    'Land',
    'country|Land|Shipping Country|Billing Country|Lieferland|Ship Country|country_code|Country Code (Billing)|billing_country|Delivery country|delivery_country',
  ),
  channel: field(
    'text',
    'Channel',
    'Kanal',
    'channel|Kanal|Vertriebskanal|Verkaufskanal|Sales Channel|Source|Channel Name|Shop|Herkunft|Plattform',
  ),
  coupon: field(
    'text',
    'Coupon',
    'Gutschein',
    'coupon|Gutscheincode|Gutschein|Discount Code|Coupon Code|Coupons Used',
  ),
  sku: field(
    'id',
    'Article number',
    'Artikelnummer',
    'sku|Artikelnummer|Art.-Nr.|StockCode|Bestandseinheit|articleNumber|Lineitem sku|product_id|model|products_model|OXARTNUM',
  ),
  product: field(
    'text',
    'Product',
    'Produkt',
    'product|Produkt|Artikelname|Artikelbezeichnung|Artikel|Bezeichnung|Description|Angebotstitel|Item Name|Item|Lineitem name|product_name|products_name|OXTITLE',
  ),
  category: field(
    'text',
    'Category',
    'Kategorie',
    'category|Kategorie|Warengruppe|Produktgruppe|Vendor|Hersteller|Category Name',
  ),
} as const satisfies Record<string, FieldSpec>;

/** What a list of contacts can say. */
export const contactFields = {
  customer_id: orderFields.customer_id,
  email: orderFields.email,
  name: orderFields.name,
  country: field(
    'text',
    'Country',
    'Land',
    'country|Land|Default Address Country Code|Country Code|billing_country',
  ),
  first_seen_on: field(
    'day',
    'Signed up on',
    'Angemeldet am',
    'signed_up_on|first_seen_on|Anmeldedatum|Angemeldet am|Registriert am|Sign Up|created_at|date_joined|Profile Created On|OPTIN_TIME|confirmed_at|ADDED_TIME|Date Added|Hinzugefügt am|Erstellt am|registered|Registriert|activated|Aktiviert|Subscription Date',
  ),
  acquired_by: field('text', 'Source', 'Quelle', 'source|Quelle|Anmeldequelle'),
  consent: field(
    'flag',
    'Newsletter consent',
    'Newsletter-Einwilligung',
    'newsletter_consent|consent|Accepts Email Marketing|Newsletter|Opt-in|Einwilligung|Double opt-in|DOUBLE_OPT-IN|Subscribed|Abonniert|Newsletter abonniert',
  ),
  birthday: field('day', 'Birthday', 'Geburtstag', 'birthday|Geburtstag|Geburtsdatum|dob'),
} as const satisfies Record<string, FieldSpec>;

/** What a list of newsletter or site events can say. */
export const eventFields = {
  customer_id: orderFields.customer_id,
  email: orderFields.email,
  channel: orderFields.channel,
  kind: field('text', 'Event', 'Ereignis', 'kind|event|Ereignis|event_type|type|Typ|Aktion'),
  occurred_on: field('day', 'Day', 'Tag', 'occurred_on|occurred_at|date|Datum|timestamp|Zeitpunkt'),
} as const satisfies Record<string, FieldSpec>;

/** What a list of marketing spend can say. */
export const spendFields = {
  month: field('day', 'Month', 'Monat', 'month|Monat|date|Datum'),
  channel: orderFields.channel,
  amount: field('amount', 'Spend', 'Ausgaben', 'amount|Betrag|Kosten|Ausgaben|spend|cost'),
} as const satisfies Record<string, FieldSpec>;

/** The kinds of table an import can be, each with its fields. */
export const targets = {
  orders: orderFields,
  customers: contactFields,
  events: eventFields,
  spend: spendFields,
} as const satisfies Record<Target, Readonly<Record<string, FieldSpec>>>;

/** The fields of a target by name, for code that works on any of them. */
export function fieldsOf(target: Target): Readonly<Record<string, FieldSpec>> {
  return targets[target];
}

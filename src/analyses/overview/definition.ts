import type {Definition} from '../define';

export const definition: Definition = {
  en: [
    'Revenue is net revenue unless the switch in the top bar says otherwise: the value of the goods after discounts, without VAT, shipping and refunds, as far as the file names them. A refund that is a document of its own lowers the revenue of its own day.',
    'A first purchase is the first day on which a customer has positive revenue; orders of one day are one purchase. Later purchases are all others. A period of the bar at the top never makes an old customer new.',
    'Repeat buyers are the customers of the period with at least two purchases up to the as-of date, whenever they were; one-time buyers have exactly one. Customers who came only recently have had little time to return, so the share of repeat buyers rises as they age.',
    'Orders without a customer number and without an e-mail count as revenue and orders, not as customers; the mean order is that of known customers. Customers of the files without a purchase are named where all orders are looked at: all they ordered was set aside or paid back. Leads, contacts without an order that counts, are not among them. A period that has not ended by the as-of date is hatched.',
  ],
  de: [
    'Umsatz ist Nettoumsatz, solange der Schalter oben nichts anderes sagt: Warenwert nach Rabatten, ohne MwSt., Versand und Erstattungen, soweit die Datei sie nennt. Eine Erstattung mit eigenem Beleg mindert den Umsatz ihres eigenen Tages.',
    'Ein Erstkauf ist der erste Tag, an dem ein Kunde positiven Umsatz hat; Bestellungen eines Tages sind ein Kauf. Folgekäufe sind alle anderen. Ein Zeitraum in der Leiste oben macht aus einem alten Kunden nie einen neuen.',
    'Wiederkäufer sind die Kunden des Zeitraums mit mindestens zwei Käufen bis zum Stichtag, gleich wann; Einmalkäufer haben genau einen. Wer erst kürzlich gekommen ist, hatte wenig Zeit zurückzukehren; deshalb steigt der Anteil der Wiederkäufer mit der Zeit.',
    'Bestellungen ohne Kundennummer und ohne E-Mail zählen als Umsatz und Bestellung, nicht als Kunde; der Wert im Schnitt ist der bekannter Kunden. Kunden der Dateien ohne Kauf werden genannt, wo alle Bestellungen betrachtet werden: Was sie bestellt haben, ist beiseitegelegt oder erstattet. Interessenten, also Kontakte ohne Bestellung, die zählt, gehören nicht dazu. Ein Abschnitt, der am Stichtag noch nicht vorbei ist, ist schraffiert.',
  ],
};

import type {Definition} from '../define';

export const definition: Definition = {
  en: [
    'Recency (R) is the number of days from the last purchase to the as-of date, frequency (F) the number of purchases in the period, monetary (M) the net revenue in the period. Each gets a score from 1 to 5; 5 is the most recent, the most frequent, the most revenue. All customers with a purchase in the period are scored.',
    'The limits between the scores are values, not ranks: the smallest value that 20, 40, 60 or 80% of the customers do not exceed. Customers with equal values therefore always get equal scores, and a score can be empty. Where more than half have bought only once, fifths of the frequency would say nothing; then its steps are 1, 2, 3, 4–5 and 6 or more purchases. Own limits replace both.',
    'Eleven named segments cover each of the 125 combinations exactly once: Champions R5 F4–5 M4–5 · Loyal R3–5 F4–5 otherwise · Potential loyalists R4–5 F2–3 · New R5 F1 · Promising R4 F1 · Needs attention R3 F3, or R3 F1–2 M4–5 · About to sleep R3 F1–2 M1–3 · Can’t lose R1–2 F4–5 M4–5 · At risk R1–2 F3, or F4–5 M1–3 · Hibernating R2 F1–2 · Lost R1 F1–2.',
    'Scores rank the customers of this shop against each other; they are no forecast. With fewer than 250 customers thirds take the place of fifths, and the scores are 1, 3 and 5.',
  ],
  de: [
    'Recency (R) sind die Tage vom letzten Kauf bis zum Stichtag, Frequency (F) die Zahl der Käufe im Zeitraum, Monetary (M) der Nettoumsatz im Zeitraum. Jede bekommt 1 bis 5 Punkte; 5 heißt: zuletzt, am häufigsten, am meisten. Bewertet werden alle Kunden mit einem Kauf im Zeitraum.',
    'Die Grenzen zwischen den Punkten sind Werte, keine Ränge: der kleinste Wert, den 20, 40, 60 oder 80 % der Kunden nicht überschreiten. Gleiche Werte bekommen deshalb immer gleiche Punkte, und eine Stufe kann leer sein. Hat mehr als die Hälfte nur einmal gekauft, sagen Fünftel der Häufigkeit nichts; dann sind die Stufen 1, 2, 3, 4–5 und 6 oder mehr Käufe. Eigene Grenzen ersetzen beides.',
    'Elf benannte Segmente decken jede der 125 Kombinationen genau einmal ab: Champions R5 F4–5 M4–5 · Treue R3–5 F4–5 sonst · Künftige Treue R4–5 F2–3 · Neue R5 F1 · Vielversprechende R4 F1 · Brauchen Zuwendung R3 F3 oder R3 F1–2 M4–5 · Schläfrige R3 F1–2 M1–3 · Unverzichtbare R1–2 F4–5 M4–5 · Gefährdete R1–2 F3 oder F4–5 M1–3 · Ruhende R2 F1–2 · Verlorene R1 F1–2.',
    'Die Punkte ordnen die Kunden dieses Shops untereinander; sie sind keine Vorhersage. Bei weniger als 250 Kunden treten Drittel an die Stelle der Fünftel, und die Punkte sind 1, 3 und 5.',
  ],
};

import type {Template} from '.';
import {writtenIn} from './written';

export const valueAndForecast: Template = {
  name: {en: 'Value and forecast', de: 'Wert und Prognose'},
  purpose: {
    en: 'what a customer is worth, what may be spent on one, what revenue is coming',
    de: 'was ein Kunde wert ist, was einer kosten darf, welcher Umsatz kommt',
  },
  cells(language) {
    const {text, question, input} = writtenIn(language);
    const margin = {margin_rate: {cell: 'margin', fact: ''}};
    return [
      text('question', {
        en: '# What are our customers worth?\n\nAll cells below take the margin from here. Set your own; the cells follow.',
        de: '# Was sind unsere Kunden wert?\n\nAlle Zellen darunter nehmen die Marge von hier. Setzen Sie Ihre eigene ein; die Zellen folgen.',
      }),
      input(
        'margin',
        {en: 'Our margin, share of the revenue', de: 'Unsere Marge, Anteil am Umsatz'},
        {en: 'margin', de: 'marge'},
        'share',
        0.3,
      ),
      question('overview'),
      question('concentration'),
      question('value', margin),
      question('projection', margin),
      question('calibration'),
      text('plan', {
        en: '# What we decide\n\n- What a new customer may cost: …\n- What we plan with, at the lower edge: …\n- What we look at again, and when: …',
        de: '# Was wir entscheiden\n\n- Was ein neuer Kunde kosten darf: …\n- Womit wir planen, am unteren Rand: …\n- Was wir wieder ansehen, und wann: …',
      }),
    ];
  },
};

import type {Template} from '.';
import {writtenIn} from './written';

export const retention: Template = {
  name: {en: 'Retention', de: 'Kundenbindung'},
  purpose: {
    en: 'who comes back, who slips away, and when to write to them',
    de: 'wer wiederkommt, wer verloren geht und wann Sie schreiben sollten',
  },
  cells(language) {
    const {text, question, input} = writtenIn(language);
    return [
      text('question', {
        en: '# Do our customers come back?\n\nMost customers buy once. This notebook shows how many come back, until when that can be hoped for, and who is on the way out.',
        de: '# Kommen unsere Kunden wieder?\n\nDie meisten Kunden kaufen einmal. Dieses Notizbuch zeigt, wie viele wiederkommen, bis wann darauf zu hoffen ist und wer auf dem Weg hinaus ist.',
      }),
      question('cohorts'),
      input(
        'assumption',
        {en: 'We give up a first-time buyer after', de: 'Wir geben einen Erstkäufer verloren nach'},
        {en: 'assumption', de: 'annahme'},
        'days',
        90,
      ),
      question('churn', {assumption: {cell: 'assumption', fact: ''}}),
      question('lifecycle', {first_limit: {cell: 'churn', fact: 'threshold'}}),
      question('movement'),
      question('signups'),
      text('plan', {
        en: '# What follows\n\n- [ ] First-time buyers shortly before the threshold: …\n- [ ] Regulars who have gone quiet: …\n- [ ] Sign-ups without an order: …',
        de: '# Was folgt\n\n- [ ] Erstkäufer kurz vor der Schwelle: …\n- [ ] Stammkunden, die still geworden sind: …\n- [ ] Anmeldungen ohne Bestellung: …',
      }),
    ];
  },
};

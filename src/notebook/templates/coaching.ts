import type {Template} from '.';
import {writtenIn} from './written';

export const coaching: Template = {
  name: {en: 'Coaching session', de: 'Coaching-Sitzung'},
  purpose: {
    en: 'before, during and after a talk: guiding questions, room for notes, every cell explained',
    de: 'vor, in und nach einem Gespräch: Leitfragen, Platz für Notizen, jede Zelle erklärt',
  },
  guided: true,
  cells(language) {
    const {text, question, input} = writtenIn(language);
    return [
      text('before', {
        en: '# 1 Before\n\nAnswer these before you look at a number; it is worth more to be wrong here than not to have guessed.\n\n- Which decision is at stake, and by when?\n- What have you tried to keep customers, and what came of it?\n- What would you do tomorrow if you knew who is about to leave?',
        de: '# 1 Vorher\n\nBeantworten Sie das, bevor Sie eine Zahl ansehen; sich hier zu irren ist mehr wert, als nicht geschätzt zu haben.\n\n- Um welche Entscheidung geht es, und bis wann?\n- Was haben Sie versucht, um Kunden zu halten, und was kam dabei heraus?\n- Was täten Sie morgen, wenn Sie wüssten, wer gerade geht?',
      }),
      input(
        'guess_days',
        {
          en: 'Our guess: a first-time buyer is lost after',
          de: 'Unsere Schätzung: Ein Erstkäufer ist verloren nach',
        },
        {en: 'guess_days', de: 'schaetzung_tage'},
        'days',
        90,
      ),
      input(
        'guess_share',
        {
          en: 'Our guess: of 100 new customers come back',
          de: 'Unsere Schätzung: Von 100 neuen Kunden kommen wieder',
        },
        {en: 'guess_share', de: 'schaetzung_anteil'},
        'share',
        0.3,
      ),
      text('notes_before', {
        en: '*Notes on the situation:*\n\n…',
        de: '*Notizen zur Ausgangslage:*\n\n…',
      }),
      text('during', {
        en: '# 2 During\n\nRead the sentence first, then the picture. Stop at whatever surprises you, and write it beside the cell.',
        de: '# 2 Im Gespräch\n\nErst den Satz lesen, dann das Bild. Halten Sie bei allem an, was überrascht, und schreiben Sie es neben die Zelle.',
      }),
      question('overview'),
      question('cohorts'),
      question('churn', {assumption: {cell: 'guess_days', fact: ''}}),
      text('compare', {
        en: 'We guessed **{{guess_days}}** days; the orders say **{{churn.threshold}}** days. What explains the difference, and whom did it cost us?',
        de: 'Geschätzt hatten wir **{{schaetzung_tage}}** Tage; die Bestellungen sagen **{{churn.threshold}}** Tage. Woher kommt der Unterschied, und wen hat er uns gekostet?',
      }),
      question('rfm'),
      text('who', {
        en: 'Which three customers would you call today? What would you ask them?',
        de: 'Welche drei Kunden würden Sie heute anrufen? Was würden Sie sie fragen?',
      }),
      question('lifecycle', {first_limit: {cell: 'churn', fact: 'threshold'}}),
      question('value'),
      text('after', {
        en: '# 3 After\n\n| What | Who | By when | How we will see that it worked |\n| --- | --- | --- | --- |\n| … | … | … | … |\n| … | … | … | … |',
        de: '# 3 Danach\n\n| Was | Wer | Bis wann | Woran wir sehen, dass es wirkt |\n| --- | --- | --- | --- |\n| … | … | … | … |\n| … | … | … | … |',
      }),
      text('next', {
        en: '- What do we stop doing?\n- Which export do we bring next time, and when?\n- Which number decides whether we go on?',
        de: '- Was lassen wir sein?\n- Welchen Export bringen wir nächstes Mal mit, und wann?\n- Welche Zahl entscheidet, ob wir weitermachen?',
      }),
    ];
  },
};

import type {Problem, ProblemCode, ProblemFacts} from '../lib/problem';
import {kindOfFile} from './file_kinds';
import {createFormat} from './format';
import type {Text} from './language';
import {reasonTexts, type Reason} from './reasons';
import {sqlFailure} from './sql_failures';

/** What happened and what to do, in two sentences of each language. */
type Sentences = (facts: ProblemFacts) => Text;

const file = (facts: ProblemFacts) => String(facts['file'] ?? '');
const english = createFormat('en', '');
const german = createFormat('de', '');

/** Why most rows of a file are set aside, where nothing is left of it. */
function whyUnused({reason, rows}: ProblemFacts): Text {
  if (reason === undefined) return {en: '', de: ''};
  const {en, de} = reasonTexts[reason as Reason];
  return rows === 1
    ? {en: `: one row is set aside as “${en}”`, de: `: Eine Zeile ist beiseitegelegt als „${de}“`}
    : {en: `: ${rows} rows are set aside as “${en}”`, de: `: ${rows} Zeilen sind beiseitegelegt als „${de}“`};
}

const sentences: Readonly<Record<ProblemCode, Sentences>> = {
  'file-empty': (facts) => ({
    en: `“${file(facts)}” is empty. Export it again and drop the new file.`,
    de: `„${file(facts)}“ ist leer. Exportieren Sie die Datei noch einmal und legen Sie die neue hier ab.`,
  }),
  'file-not-a-table': (facts) => {
    const {is, instead} = kindOfFile(facts);
    return {en: `“${file(facts)}” ${is.en}. ${instead.en}`, de: `„${file(facts)}“ ${is.de}. ${instead.de}`};
  },
  'file-unreadable': (facts) => ({
    en: `“${file(facts)}” cannot be read to its end. It may have been changed or moved meanwhile, or its rows do not fit its header; drop it once more or export it again.`,
    de: `„${file(facts)}“ lässt sich nicht bis zum Ende lesen. Vielleicht wurde sie inzwischen geändert oder verschoben, oder ihre Zeilen passen nicht zur Kopfzeile; legen Sie sie noch einmal ab oder exportieren Sie neu.`,
  }),
  'file-no-rows': (facts) => ({
    en: `“${file(facts)}” has a header but no rows below it. Choose a longer period in the export.`,
    de: `„${file(facts)}“ hat eine Kopfzeile, aber keine Zeilen darunter. Wählen Sie im Export einen längeren Zeitraum.`,
  }),
  'file-not-orders': (facts) => ({
    en: `“${file(facts)}” is ${facts['nameEn']}, not a list of orders or customers. ${facts['insteadEn']}`,
    de: `„${file(facts)}“ ist ${facts['nameDe']}, keine Liste von Bestellungen oder Kunden. ${facts['insteadDe']}`,
  }),
  'file-damaged': (facts) => ({
    en: `“${file(facts)}” is damaged or was cut off. Download it again, or export the orders as CSV.`,
    de: `„${file(facts)}“ ist beschädigt oder abgeschnitten. Laden Sie die Datei noch einmal herunter, oder exportieren Sie die Bestellungen als CSV.`,
  }),
  'file-encrypted': (facts) => ({
    en: `“${file(facts)}” is protected by a password. Save it without one and drop it again; nothing leaves this tab.`,
    de: `„${file(facts)}“ ist mit einem Kennwort geschützt. Speichern Sie die Datei ohne Kennwort und legen Sie sie wieder hier ab; nichts verlässt diesen Tab.`,
  }),
  'file-too-large': (facts) => ({
    en: `“${file(facts)}” unpacks to more than this tab can hold. Export the orders as CSV, or a shorter period.`,
    de: `„${file(facts)}“ wird entpackt größer, als dieser Tab fassen kann. Exportieren Sie die Bestellungen als CSV oder einen kürzeren Zeitraum.`,
  }),
  'file-beyond-most': (facts) => ({
    en: `Of an archive ${facts['most']} files are read. Unpack it and drop the others by themselves, or in several archives.`,
    de: `Von einem Archiv werden ${facts['most']} Dateien gelesen. Entpacken Sie es, und legen Sie die übrigen für sich oder in mehreren Archiven ab.`,
  }),
  'folder-without-tables': () => ({
    en: 'There is no table in this folder. Choose the one that your exports are saved in.',
    de: 'In diesem Ordner liegt keine Tabelle. Wählen Sie den, in dem Ihre Exporte liegen.',
  }),
  'folder-unreadable': (facts) => ({
    en: `The browser does not let this page read the folder “${facts['folder']}”: leave was not given, or it was moved. Click again and allow it, or open the folder anew.`,
    de: `Der Browser lässt diese Seite den Ordner „${facts['folder']}“ nicht lesen: Die Erlaubnis fehlt, oder er wurde verschoben. Klicken Sie noch einmal und erlauben Sie es, oder öffnen Sie den Ordner neu.`,
  }),
  'folder-in-folder': (facts) => ({
    en: `“${facts['folder']}” is a folder in the one that you chose and is not looked into. Open that folder itself, or put its files into the other.`,
    de: `„${facts['folder']}“ ist ein Ordner in dem, den Sie gewählt haben, und wird nicht durchsucht. Öffnen Sie ihn selbst, oder legen Sie seine Dateien in den anderen.`,
  }),
  'mapping-incomplete': () => ({
    en: 'A column is still missing. Choose one for every field marked as needed.',
    de: 'Es fehlt noch eine Spalte. Wählen Sie eine für jedes Feld, das als nötig gekennzeichnet ist.',
  }),
  'nothing-usable': (facts) => ({
    en: `No order can be used from “${file(facts)}”${whyUnused(facts).en}. Check which columns hold the date and the amount, and which rules leave orders out.`,
    de: `Aus „${file(facts)}“ ist keine Bestellung verwendbar${whyUnused(facts).de}. Prüfen Sie, welche Spalten Datum und Betrag enthalten und welche Regeln Bestellungen auslassen.`,
  }),
  'orders-missing': (facts) => ({
    en: `“${file(facts)}” holds no orders. Drop it together with the export of the orders, or after that.`,
    de: `„${file(facts)}“ enthält keine Bestellungen. Legen Sie die Datei zusammen mit dem Export der Bestellungen ab, oder danach.`,
  }),
  'part-unavailable': () => ({
    en: 'A part of this page could not be loaded. Check the connection and load the page again.',
    de: 'Ein Teil dieser Seite ließ sich nicht laden. Prüfen Sie die Verbindung und laden Sie die Seite neu.',
  }),
  'engine-unavailable': () => ({
    en: 'The calculating engine could not be loaded. Check the connection and load the page again; your files are untouched.',
    de: 'Das Rechenwerk ließ sich nicht laden. Prüfen Sie die Verbindung und laden Sie die Seite neu; Ihre Dateien bleiben unberührt.',
  }),
  'engine-silent': () => ({
    en: 'The calculating engine does not come: the server of this page has sent nothing for a while. Check the connection and try again; your files are untouched.',
    de: 'Das Rechenwerk kommt nicht an: Der Server dieser Seite hat eine Weile nichts gesendet. Prüfen Sie die Verbindung und versuchen Sie es noch einmal; Ihre Dateien bleiben unberührt.',
  }),
  'engine-lost': () => ({
    en: 'The calculating engine stopped and was started again. Repeat the last step; if it stops again, the data are too large for this tab.',
    de: 'Das Rechenwerk ist stehen geblieben und wurde neu gestartet. Wiederholen Sie den letzten Schritt; bleibt es wieder stehen, sind die Daten zu groß für diesen Tab.',
  }),
  'engine-memory': () => ({
    en: 'The data do not fit into the memory of this tab. Close other tabs, or export a shorter period or fewer columns.',
    de: 'Die Daten passen nicht in den Speicher dieses Tabs. Schließen Sie andere Tabs, oder exportieren Sie einen kürzeren Zeitraum oder weniger Spalten.',
  }),
  'engine-query': (facts) => ({
    en: `A calculation failed: ${facts['message'] ?? ''}`,
    de: `Eine Berechnung ist fehlgeschlagen: ${facts['message'] ?? ''}`,
  }),
  'sql-empty': () => ({
    en: 'There is nothing to run yet. Begin with select, with or from.',
    de: 'Hier steht noch keine Abfrage. Beginnen Sie mit select, with oder from.',
  }),
  'sql-several': () => ({
    en: 'A cell holds one statement. Put what follows the semicolon into a cell of its own.',
    de: 'Eine Zelle enthält eine Anweisung. Setzen Sie, was nach dem Strichpunkt steht, in eine eigene Zelle.',
  }),
  'sql-not-reading': (facts) => ({
    en: `“${facts['word']}” does not read. A cell only reads: begin with select, with, from, values or pivot.`,
    de: `„${facts['word']}“ liest nicht. Eine Zelle liest nur: Beginnen Sie mit select, with, from, values oder pivot.`,
  }),
  'sql-forbidden': (facts) => ({
    en: `“${facts['name']}” is not allowed here: it reaches beyond the data of this notebook or changes something.`,
    de: `„${facts['name']}“ ist hier nicht erlaubt: Es greift über die Daten dieses Notizbuchs hinaus oder verändert etwas.`,
  }),
  'sql-unknown-input': (facts) => ({
    en: `No input cell is called “${facts['name']}”. Add one, or correct the name after the $.`,
    de: `Keine Eingabe heißt „${facts['name']}“. Fügen Sie eine hinzu, oder berichtigen Sie den Namen nach dem $.`,
  }),
  'sql-source': (facts) => ({
    en: `The cell “${facts['name']}”, which this one reads, has an error. Correct that one first.`,
    de: `Die Zelle „${facts['name']}“, aus der diese liest, hat einen Fehler. Berichtigen Sie zuerst jene.`,
  }),
  'sql-result': (facts) => {
    const {en, de} = sentences[facts['because'] as ProblemCode](facts);
    return {
      en: `The cell above that “${facts['result']}” comes from did not give a result: ${en}`,
      de: `Die Zelle weiter oben, aus der „${facts['result']}“ kommt, hat kein Ergebnis: ${de}`,
    };
  },
  'sql-failed': (facts) => sqlFailure(String(facts['message'] ?? '')),
  'not-enough-data': () => ({
    en: 'No customer bought anything in this period and with these filters. Choose a longer period or fewer filters.',
    de: 'In diesem Zeitraum und mit diesen Filtern hat kein Kunde etwas gekauft. Wählen Sie einen längeren Zeitraum oder weniger Filter.',
  }),
  'not-enough-history': () => ({
    en: 'The orders do not reach back far enough for this comparison. Choose a shorter step, or drop an older export as well.',
    de: 'Die Bestellungen reichen für diesen Vergleich nicht weit genug zurück. Wählen Sie einen kürzeren Abstand, oder legen Sie auch einen älteren Export ab.',
  }),
  'day-not-before': (facts) => {
    const [day, asOf] = [Number(facts['day']), Number(facts['asOf'])];
    return {
      en: `The day to look back to, ${english.day(day)}, does not lie before the as-of date, ${english.day(asOf)}. Choose an earlier day, or a later as-of date.`,
      de: `Der Tag, auf den zurückgeblickt wird, der ${german.day(day)}, liegt nicht vor dem Stichtag, dem ${german.day(asOf)}. Wählen Sie einen früheren Tag oder einen späteren Stichtag.`,
    };
  },
  'day-without-purchase': (facts) => {
    const [day, first] = [Number(facts['day']), Number(facts['first'])];
    return day < first
      ? {
          en: `Nobody had bought by ${english.day(day)}: the first purchase is of ${english.day(first)}. Choose a day from then on.`,
          de: `Bis zum ${german.day(day)} hatte noch niemand gekauft: Der erste Kauf ist vom ${german.day(first)}. Wählen Sie einen Tag ab diesem.`,
        }
      : {
          en: `In the period up to ${english.day(day)} nobody bought. Choose another day, or a longer period.`,
          de: `Im Zeitraum bis zum ${german.day(day)} hat niemand gekauft. Wählen Sie einen anderen Tag oder einen längeren Zeitraum.`,
        };
  },
  cancelled: () => ({en: 'Cancelled. Nothing was changed.', de: 'Abgebrochen. Es wurde nichts geändert.'}),
  'document-damaged': (facts) => ({
    en: `This is no whole notebook${facts['place'] ? ` (it does not fit at “${facts['place']}”)` : ''}; nothing was changed. Take an older copy of the file, or save the notebook again where it is open.`,
    de: `Das ist kein vollständiges Notizbuch${facts['place'] ? ` (es passt nicht bei „${facts['place']}“)` : ''}; nichts wurde verändert. Nehmen Sie eine ältere Kopie der Datei, oder sichern Sie das Notizbuch dort noch einmal, wo es offen ist.`,
  }),
  'document-newer': () => ({
    en: 'A later version of this program has written this notebook; nothing was changed. Reload the page to get the newest version, and open it again.',
    de: 'Dieses Notizbuch hat eine spätere Fassung dieses Programms geschrieben; nichts wurde verändert. Laden Sie die Seite neu, um die neueste Fassung zu bekommen, und öffnen Sie es noch einmal.',
  }),
  'dataset-missing': () => ({
    en: 'The data are no longer in memory. Drop the files once more.',
    de: 'Die Daten sind nicht mehr im Speicher. Legen Sie die Dateien noch einmal ab.',
  }),
  'storage-unavailable': () => ({
    en: 'This browser does not let the page keep anything (private window, blocked site data, or a full disk). You can go on working, but save a backup before you close the tab.',
    de: 'Dieser Browser lässt die Seite nichts aufbewahren (privates Fenster, gesperrte Websitedaten oder ein voller Datenträger). Sie können weiterarbeiten; sichern Sie aber, bevor Sie den Tab schließen.',
  }),
  'storage-full': () => ({
    en: 'There is no room left for this page. What was saved before is safe, the last changes are in this tab only: delete a notebook that you no longer need, or save a backup.',
    de: 'Für diese Seite ist kein Speicherplatz mehr frei. Was vorher gespeichert war, ist sicher; die letzten Änderungen stehen nur in diesem Tab: Löschen Sie ein Notizbuch, das Sie nicht mehr brauchen, oder sichern Sie es als Datei.',
  }),
  'storage-damaged': () => ({
    en: 'The data of this notebook are missing in this browser or damaged. Its text is safe; drop the export once more, or open a backup.',
    de: 'Die Daten dieses Notizbuchs fehlen in diesem Browser oder sind beschädigt. Sein Text ist sicher; legen Sie den Export noch einmal ab, oder öffnen Sie eine Sicherung.',
  }),
  'storage-newer': () => ({
    en: 'A newer version of this page has saved here. You can read in this tab; load it again to go on writing.',
    de: 'Eine neuere Version dieser Seite hat hier gespeichert. In diesem Tab können Sie lesen; laden Sie ihn neu, um weiterzuschreiben.',
  }),
  'storage-conflict': () => ({
    en: 'Another tab has saved this notebook meanwhile. Your changes are kept as a copy of their own; both are in the list of notebooks.',
    de: 'Ein anderer Tab hat dieses Notizbuch inzwischen gespeichert. Ihre Änderungen sind als eigene Kopie aufbewahrt; beide stehen in der Liste der Notizbücher.',
  }),
  'storage-evicted': () => ({
    en: 'The notebooks that were kept in this browser are gone: it has removed the data of this page, or they were cleared. Open a backup, or drop the export once more.',
    de: 'Die Notizbücher, die in diesem Browser lagen, sind fort: Er hat die Daten dieser Seite entfernt, oder sie wurden gelöscht. Öffnen Sie eine Sicherung, oder legen Sie den Export noch einmal ab.',
  }),
  'storage-renewed': () => ({
    en: 'The notebooks that were kept in this browser are gone: it has removed the data of this page, or they were cleared. The one that is open here has been kept anew, with its data; for the others open a backup.',
    de: 'Die Notizbücher, die in diesem Browser lagen, sind fort: Er hat die Daten dieser Seite entfernt, oder sie wurden gelöscht. Das offene ist mit seinen Daten neu gespeichert; für die übrigen öffnen Sie eine Sicherung.',
  }),
  'storage-restored': (facts) => {
    const missing = Number(facts['missing']);
    const one = missing === 1;
    return {
      en: `The browser had lost its list of notebooks. They have been put back from a second copy, as they were last saved, with their data; earlier versions of them are gone.${missing > 0 ? ` ${one ? 'One is' : `${missing} are`} missing: open a backup.` : ''}`,
      de: `Der Browser hatte die Notizbücher verloren. Sie sind aus einer zweiten Kopie wiederhergestellt, wie sie zuletzt gespeichert waren, mit ihren Daten; frühere Fassungen sind fort.${missing > 0 ? ` ${one ? 'Eines fehlt' : `${missing} fehlen`}: Öffnen Sie eine Sicherung.` : ''}`,
    };
  },
  'notebook-missing': () => ({
    en: 'This notebook is no longer there; another tab has deleted it. Choose another one from the list.',
    de: 'Dieses Notizbuch gibt es nicht mehr; ein anderer Tab hat es gelöscht. Wählen Sie ein anderes aus der Liste.',
  }),
  'notebook-busy': () => ({
    en: 'This notebook is open in another tab. Give it a name there.',
    de: 'Dieses Notizbuch ist in einem anderen Tab offen. Geben Sie ihm dort einen Namen.',
  }),
  'backup-unreadable': (facts) => ({
    en: `“${file(facts)}” is no whole backup of Stammkunde. Nothing was changed; try an older backup.`,
    de: `„${file(facts)}“ ist keine vollständige Sicherung von Stammkunde. Es wurde nichts geändert; versuchen Sie eine ältere.`,
  }),
  'backup-newer': (facts) => ({
    en: `A later version of this program has written “${file(facts)}”. Nothing was changed; load the page again to get the newest version, and open it again.`,
    de: `„${file(facts)}“ hat eine spätere Fassung dieses Programms geschrieben. Es wurde nichts geändert; laden Sie die Seite neu, um die neueste Fassung zu bekommen, und öffnen Sie die Datei noch einmal.`,
  }),
  'audience-broken': (facts) => {
    const reasons: Record<string, Text> = {
      attribute: {
        en: `these data have no attribute “${facts['what']}”`,
        de: `diese Daten haben kein Merkmal „${facts['what']}“`,
      },
      audience: {
        en: 'another audience that it names is no longer there',
        de: 'eine andere Zielgruppe, die sie nennt, gibt es nicht mehr',
      },
      circle: {en: 'it is made of itself', de: 'sie besteht aus sich selbst'},
      analysis: {
        en: `“${facts['what']}” is not known to this version`,
        de: `„${facts['what']}“ kennt diese Fassung nicht`,
      },
    };
    const reason = reasons[String(facts['reason'])] ?? {
      en: 'its rule is not clear',
      de: 'ihre Regel ist nicht klar',
    };
    return {
      en: `The audience “${facts['audience']}” cannot be found: ${reason.en}. Change its rule, or do not use it.`,
      de: `Die Zielgruppe „${facts['audience']}“ lässt sich nicht bilden: ${reason.de}. Ändern Sie ihre Regel, oder verwenden Sie sie nicht.`,
    };
  },
  'backup-too-large': () => ({
    en: 'All notebooks together are more than one file of 4 GB can hold. Delete one that you no longer need, and save again.',
    de: 'Alle Notizbücher zusammen sind mehr, als in eine Datei von 4 GB passt. Löschen Sie eines, das Sie nicht mehr brauchen, und sichern Sie noch einmal.',
  }),
  bug: (facts) => ({
    en: `This should not have happened (${facts['message'] ?? ''}). Your files are untouched; load the page again.`,
    de: `Das hätte nicht passieren dürfen (${facts['message'] ?? ''}). Ihre Dateien bleiben unberührt; laden Sie die Seite neu.`,
  }),
};

export function problemText({code, facts}: Pick<Problem, 'code' | 'facts'>): Text {
  return sentences[code](facts);
}

import type {ProblemFacts} from '../lib/problem';
import type {Text} from './language';

const exportAsCsv: Text = {
  en: 'Export the orders as CSV and drop that file.',
  de: 'Exportieren Sie die Bestellungen als CSV und legen Sie diese Datei hier ab.',
};
const saveAsWorkbook = (program: Text): Text => ({
  en: `Open it in ${program.en}, save it as XLSX or CSV and drop that file.`,
  de: `Öffnen Sie die Datei in ${program.de}, speichern Sie sie als XLSX oder CSV und legen Sie die neue hier ab.`,
});
const outOfDocument: Text = {
  en: 'Export the orders from the shop as CSV; where there is only this document, copy its table into a spreadsheet and save that as XLSX.',
  de: 'Exportieren Sie die Bestellungen aus dem Shop als CSV; gibt es nur dieses Dokument, kopieren Sie die Tabelle daraus in eine Tabellenkalkulation und speichern sie als XLSX.',
};
const spreadsheet: Text = {en: 'Excel or LibreOffice', de: 'Excel oder LibreOffice'};
const written: Text = {
  en: 'is a text document, not a table of orders',
  de: 'ist ein Textdokument, keine Tabelle mit Bestellungen',
};
const presented: Text = {
  en: 'is a presentation, not a table of orders',
  de: 'ist eine Präsentation, keine Tabelle mit Bestellungen',
};

/** The end of a sentence that begins with the file’s name, and what to do instead. */
interface FileKind {
  readonly is: Text;
  readonly instead: Text;
}

const kinds: Readonly<Record<string, FileKind>> = {
  DOCX: {is: written, instead: outOfDocument},
  ODT: {is: written, instead: outOfDocument},
  PPTX: {is: presented, instead: outOfDocument},
  ODP: {is: presented, instead: outOfDocument},
  ODS: {
    is: {
      en: 'is a spreadsheet of LibreOffice or OpenOffice (ODS), which is not read here',
      de: 'ist eine Tabelle von LibreOffice oder OpenOffice (ODS) und wird hier nicht gelesen',
    },
    instead: saveAsWorkbook(spreadsheet),
  },
  iWork: {
    is: {
      en: 'is a document of Apple’s Numbers, Pages or Keynote, which is not read here',
      de: 'ist ein Dokument aus Apples Numbers, Pages oder Keynote und wird hier nicht gelesen',
    },
    instead: {
      en: 'Open it in Numbers, choose File > Export To > CSV or Excel and drop that file.',
      de: 'Öffnen Sie die Datei in Numbers, wählen Sie „Ablage > Exportieren > CSV“ oder „Excel“, und legen Sie die neue hier ab.',
    },
  },
  XLS: {
    is: {
      en: 'is a workbook of an Excel before 2007 (XLS), which is not read here',
      de: 'ist eine Arbeitsmappe aus Excel vor 2007 (XLS) und wird hier nicht gelesen',
    },
    instead: saveAsWorkbook(spreadsheet),
  },
  HTML: {
    is: {
      en: 'is a web page (HTML), even where it is called a workbook',
      de: 'ist eine Webseite (HTML), auch wo sie sich Arbeitsmappe nennt',
    },
    instead: saveAsWorkbook(spreadsheet),
  },
  XML: {is: {en: 'is an XML file', de: 'ist eine XML-Datei'}, instead: exportAsCsv},
  chart: {
    is: {en: 'is a chart, not a table', de: 'ist ein Diagramm, keine Tabelle'},
    instead: exportAsCsv,
  },
  binary: {is: {en: 'is no readable table', de: 'ist keine lesbare Tabelle'}, instead: exportAsCsv},
};

const unknownKind = ({kind = '?'}: ProblemFacts): FileKind => ({
  is: {
    en: `is not a text table (it looks like ${kind})`,
    de: `ist keine Texttabelle (sie sieht aus wie ${kind})`,
  },
  instead: exportAsCsv,
});

/** What a file is that is no table, by its `kind`. */
export function kindOfFile(facts: ProblemFacts): FileKind {
  return kinds[String(facts['kind'])] ?? unknownKind(facts);
}

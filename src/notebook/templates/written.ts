import type {AnalysisId} from '../../analyses';
import type {Language, Text} from '../../text/language';
import type {AnalysisCell, InputCell, Reference, TextCell} from '../document';
import {freshCell} from '../edits';

/** Cells of a template whose words are in one language. */
export function writtenIn(language: Language) {
  const say = (text: Text) => text[language];
  return {
    text: (id: string, words: Text): TextCell => freshCell<TextCell>({kind: 'text', id, text: say(words)}),
    question: (analysis: AnalysisId, uses: Readonly<Record<string, Reference>> = {}): AnalysisCell =>
      freshCell<AnalysisCell>({kind: 'analysis', id: analysis, name: analysis, analysis, params: {}, uses}),
    input: (
      id: string,
      title: Text,
      name: Text,
      input: InputCell['input'],
      value: InputCell['value'],
    ): InputCell => ({
      ...freshCell<InputCell>({kind: 'input', id, name: say(name), input, value, options: []}),
      title: say(title),
    }),
  };
}

import type {Page} from 'playwright';
import type {DatasetRecord, FileRecord, NotebookRecord, ResultsRecord} from '../../src/store/records';

/** What is kept in the browser, as a page of the site that is open reads it. */
export function kept(page: Page): Promise<{
  notebooks: NotebookRecord[];
  datasets: DatasetRecord[];
  files: FileRecord[];
  /** How many results that were shown are kept, of each dataset. */
  shown: number[];
}> {
  return page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const database = await settled(indexedDB.open('stammkunde'));
    const all = (name: string) => settled(database.transaction(name).objectStore(name).getAll());
    const [notebooks, datasets] = [await all('notebooks'), await all('datasets')];
    const files = await all('files');
    const records = (await all('results')) as ResultsRecord[];
    const shown = records.map(({results}) => results.size);
    database.close();
    return {notebooks, datasets, files, shown};
  });
}

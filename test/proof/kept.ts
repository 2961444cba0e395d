import type {Page} from 'playwright';
import type {DatasetRecord, FileRecord, NotebookRecord, ResultsRecord} from '../../src/store/records';

/** What is kept in the browser, as a page of the site that is open reads it. */
export function kept(page: Page): Promise<{
  notebooks: NotebookRecord[];
  datasets: DatasetRecord[];
  files: FileRecord[];
  results: ResultsRecord[];
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
    const [files, results] = [await all('files'), await all('results')];
    database.close();
    return {notebooks, datasets, files, results};
  });
}

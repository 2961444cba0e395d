import {Problem} from '../lib/problem';

/** The Problem behind an error of the browser's storage. */
export function failureOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return new Problem('storage-full', {}, error);
  if (name === 'VersionError') return new Problem('storage-newer', {}, error);
  return new Problem(
    'storage-unavailable',
    {message: error instanceof Error ? error.message : String(error)},
    error,
  );
}

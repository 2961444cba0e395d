/** Start of the names of all caches and locks of the site in a folder; other folders of the host have their own. */
export const prefixOf = (folder: URL): string => `stammkunde ${folder.pathname} `;

/** The cache of a release, and the lock that keeps it from being removed while a page of it is open. */
export const releaseName = (folder: URL, version: string): string => prefixOf(folder) + version;

/** The lock of a page that is still loading, and the cache in which it leaves what shall not be loaded twice. */
export const loadingName = (folder: URL): string => `${prefixOf(folder)}loading`;

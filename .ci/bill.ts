import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** A package as package-lock.json names it. */
interface Locked {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
}

interface Lock {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, Locked>>;
}

const lock = (): Lock => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Of a module's path the folder of its package, as the lock names it; null for modules of our own. */
export function packageOf(id: string): string | null {
  return /.*(node_modules\/(?:@[^/]+\/)?[^/.][^/]*)\//.exec(id.replaceAll('\\', '/'))?.[1] ?? null;
}

/** The licences of packages whose code is in the site, with their texts. */
export function licences(bundled: ReadonlySet<string>): string {
  const {packages} = lock();
  const parts = [...bundled].sort().map((folder) => {
    const {version, license} = packages[folder] ?? {};
    const file = readdirSync(join(root, folder)).find((name) => /^licen[cs]e/i.test(name));
    const text = file
      ? readFileSync(join(root, folder, file), 'utf8').trim()
      : 'No text came with the package.';
    return `${nameOf(folder)} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n')}`;
  });
  const own = `stammkunde\n\n${readFileSync(join(root, 'LICENSE'), 'utf8').trim()}`;
  return `${[own, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** All packages of package-lock.json as CycloneDX 1.6; those with code in the site are required, tools excluded. */
export function billOfMaterials(bundled: ReadonlySet<string>): string {
  const {name, version, packages} = lock();
  const components = Object.entries(packages)
    .filter(([path, {link}]) => path !== '' && !link)
    .map(([path, locked]) => ({
      type: 'library',
      'bom-ref': path,
      name: nameOf(path),
      version: locked.version,
      scope: bundled.has(path) ? 'required' : 'excluded',
      purl: `pkg:npm/${nameOf(path).replace('@', '%40')}@${locked.version}`,
      ...(locked.license ? {licenses: [licenceOf(locked.license)]} : {}),
      ...(locked.integrity ? {hashes: [hashOf(locked.integrity)]} : {}),
    }));
  const digest = createHash('sha256').update(JSON.stringify(components)).digest('hex');
  // Made of the content, not of chance or time: the same build gives the same file.
  const serial = digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-a$4-$5');
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial}`,
    version: 1,
    metadata: {component: {type: 'application', 'bom-ref': name, name, version}},
    components,
  };
  return `${JSON.stringify(bill, null, 1)}\n`;
}

function licenceOf(license: string) {
  return /^[\w.+-]+$/.test(license) ? {license: {id: license}} : {expression: license};
}

function hashOf(integrity: string) {
  const [algorithm, value] = integrity.split(' ')[0]!.split('-') as [string, string];
  const alg = {sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512'}[algorithm];
  return {alg, content: Buffer.from(value, 'base64').toString('hex')};
}

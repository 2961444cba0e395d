import {spawnSync} from 'node:child_process';

let listed = false;

/** Installs packages of the system as root where there is apt-get; the lists of packages are fetched once for all of them. */
export function installPackages(...names) {
  if (process.getuid?.() !== 0 || spawnSync('which', ['apt-get']).status !== 0) return;
  const run = (...command) =>
    spawnSync('apt-get', ['-q', '-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120', ...command], {
      stdio: 'inherit',
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    });
  if (!listed) run('update');
  listed = true;
  run('install', '-y', '--no-install-recommends', ...names);
}

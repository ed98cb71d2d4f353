import { shell, step } from '../../../../build/drivers/index.js';
import { makeTools } from '../../../../build/tools.js';
import type { Module } from '../define.js';
import { withAutotools, withCmake, withSteps } from './rows.js';

const copied = (name: string, into: string): Module =>
  withSteps(
    name,
    '',
    [shell('install', `mkdir -p @dest@${into}\ncp -r . @dest@${into}/`, { fakeroot: true })],
    makeTools,
    { cpuSeconds: 2, tried: true },
  );

const perlUri = withSteps(
  'perl-uri',
  '',
  [
    step('configure', ['perl', 'Makefile.PL', 'INSTALLDIRS=vendor']),
    step('compile', ['make']),
    step('install', ['make', 'DESTDIR=@dest@', 'pure_install'], { fakeroot: true }),
  ],
  [...makeTools, { command: 'perl', package: 'perl' }],
  { cpuSeconds: 2, tried: true },
);

/** Spelling, calendars, documentation, each after what it needs. */
export const textLibraries: Module[] = [
  withAutotools('aspell', '', { cpuSeconds: 33, tried: true }),
  copied('docbook-xml', '/usr/share/xml/docbook/schema/dtd/4.5'),
  copied('docbook-xsl', '/usr/share/xml/docbook/stylesheet/docbook-xsl'),
  withCmake('editorconfig', 'pcre2'),
  withCmake('graphite2', '', { sbu: 0.2 }),
  withAutotools('hunspell', '', { cpuSeconds: 22, tried: true }),
  withCmake('libical', '', { sbu: 0.2, options: ['-DICAL_GLIB=OFF', '-DICAL_BUILD_DOCS=OFF'] }),
  withAutotools('libqalculate', 'libxml2 icu gmp mpfr', { sbu: 0.7 }),
  perlUri,
];

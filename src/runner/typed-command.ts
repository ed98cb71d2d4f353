import { shellWord } from '../state/shell-word.js';
import type { RunRequest } from './request.js';

/** A command line of this program, as a shell reads it back. */
export const typedCommand = (words: string[]): string => ['smechdeploy-tui', ...words].map(shellWord).join(' ');

/** How an operator would type a request in its deploy root, where a client has asked for it in another way. */
export function runCommand(request: Omit<RunRequest, 'command'>): string {
  const { profile, target, reference, from, until, resumeFrom, jobs } = request;
  const value = (flag: string, text: string | number | null) => (text === null ? [] : [flag, `${text}`]);
  const list = (flag: string, words: string[]) => (words.length === 0 ? [] : [flag, ...words]);
  const given = (flag: string, on: boolean) => (on ? [flag] : []);
  return typedCommand([
    'run',
    ...request.names,
    ...value('--profile', profile),
    ...value('--target', target),
    ...value('--reference', reference),
    ...value('--from', from),
    ...value('--until', until),
    ...list('--module', request.modules),
    ...value('--resume-from', resumeFrom),
    ...list('--skip', request.skip),
    ...value('--jobs', jobs),
    ...given('--force', request.force),
    ...given('--with-needs', request.withNeeds),
    ...given('--keep-going', request.keepGoing),
    ...given('--serial', request.serial),
    ...given('--strict', request.strict),
    ...given('--offline', request.offline),
    ...given('--no-prebuilt', request.noPrebuilt),
  ]);
}
